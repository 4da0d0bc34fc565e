package dev.punctual.verification.simulation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * The library and this simulation once more, with one source of the core patched. The patched
 * source is compiled in memory, over the normal classes; a class loader of its own then loads
 * everything of this project anew, so that nothing of a mutant meets the rest of the build.
 */
final class MutantClasses extends ClassLoader {
  private static final String OURS = "dev.punctual.";

  private final Map<String, byte[]> compiled;

  private MutantClasses(Map<String, byte[]> compiled) {
    super(MutantClasses.class.getClassLoader());
    this.compiled = compiled;
  }

  /** The classes as they are with a fault in them. */
  static MutantClasses of(Mutant mutant) throws IOException {
    return new MutantClasses(compile(mutant.className(), patched(mutant)));
  }

  static String patched(Mutant mutant) throws IOException {
    var source = Files.readString(sourceOf(mutant.className()));
    int at = source.indexOf(mutant.text());
    if (at < 0 || source.indexOf(mutant.text(), at + 1) >= 0) {
      throw new IllegalStateException(
          "the text of mutant \"" + mutant + "\" does not occur once in " + mutant.className());
    }
    return source.replace(mutant.text(), mutant.replacement());
  }

  private static Path sourceOf(String className) {
    var relative = Path.of("scheduler-core", "src", "main", "java").resolve(asPath(className));
    for (var root = Path.of("").toAbsolutePath(); root != null; root = root.getParent()) {
      if (Files.exists(root.resolve(relative))) {
        return root.resolve(relative);
      }
    }
    throw new IllegalStateException("no source " + relative + " above the working directory");
  }

  private static String asPath(String className) {
    return className.replace('.', '/') + ".java";
  }

  private static Map<String, byte[]> compile(String className, String source) throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var messages = new StringWriter();
    try (var files = new InMemory(compiler.getStandardFileManager(null, null, null))) {
      var options =
          List.of("-proc:none", "-nowarn", "-classpath", System.getProperty("java.class.path"));
      var unit = new Source(className, source);
      if (!compiler.getTask(messages, files, null, options, null, List.of(unit)).call()) {
        throw new IllegalStateException(className + " does not compile: " + messages);
      }
      return files.bytes();
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(OURS)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      var loaded = findLoadedClass(name);
      return loaded == null ? findClass(name) : loaded;
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    var bytes = compiled.containsKey(name) ? compiled.get(name) : normal(name);
    return defineClass(name, bytes, 0, bytes.length);
  }

  private byte[] normal(String name) throws ClassNotFoundException {
    try (var in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String className, String text) {
      super(URI.create("mutant:///" + asPath(className)), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> outputs = new HashMap<>();

    InMemory(JavaFileManager files) {
      super(files);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, JavaFileObject.Kind kind, FileObject sibling)
        throws IOException {
      if (!location.equals(StandardLocation.CLASS_OUTPUT)) {
        return super.getJavaFileForOutput(location, className, kind, sibling);
      }
      var bytes = outputs.computeIfAbsent(className, name -> new ByteArrayOutputStream());
      return new SimpleJavaFileObject(
          URI.create("mutant:///" + className.replace('.', '/') + kind.extension), kind) {
        @Override
        public OutputStream openOutputStream() {
          return bytes;
        }
      };
    }

    Map<String, byte[]> bytes() {
      var all = new HashMap<String, byte[]>();
      outputs.forEach((name, bytes) -> all.put(name, bytes.toByteArray()));
      return all;
    }
  }
}
