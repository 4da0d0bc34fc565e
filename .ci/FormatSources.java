import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Checks, or with {@code apply} rewrites, every Java source below the current directory in
 * google-java-format. Run by the parent pom on the JDK that compiles: the formatter parses with
 * that JDK's own parser, and a plugin would have to use the parser of the JDK that runs Maven.
 */
final class FormatSources {
  private static final Path ROOT = Path.of("");

  public static void main(String[] args) throws IOException {
    boolean apply = args.length > 0 && args[0].equals("apply");
    List<Path> wrong;
    try (Stream<Path> files = Files.walk(ROOT)) {
      wrong =
          files
              .filter(FormatSources::isSource)
              .parallel()
              .filter(f -> !format(f, apply))
              .sorted()
              .toList();
    }
    if (!wrong.isEmpty() && !apply) {
      System.err.println("Not in google-java-format (mvn -N verify -Dformat=apply puts it right):");
      wrong.forEach(file -> System.err.println("  " + file));
      System.exit(1);
    }
  }

  private static boolean isSource(Path file) {
    return file.toString().endsWith(".java")
        && Stream.of("target", ".git").noneMatch(name -> contains(file, name));
  }

  private static boolean contains(Path file, String name) {
    for (Path part : file) {
      if (part.toString().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private static boolean format(Path file, boolean apply) {
    try {
      String before = Files.readString(file);
      String imports = RemoveUnusedImports.removeUnusedImports(before);
      String after =
          new Formatter().formatSource(ImportOrderer.reorderImports(imports, Style.GOOGLE));
      if (apply && !after.equals(before)) {
        Files.writeString(file, after);
      }
      return after.equals(before);
    } catch (IOException | FormatterException e) {
      System.err.println(file + ": " + e.getMessage());
      return false;
    }
  }
}
