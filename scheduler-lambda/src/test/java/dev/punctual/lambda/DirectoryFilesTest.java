package dev.punctual.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.punctual.InvalidDefinitionException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryFilesTest {
  private static final String RUNTIME = "nodejs22.x";

  @TempDir private Path folder;
  private Path app;

  @BeforeEach
  void write() throws IOException {
    app = Files.createDirectories(folder.resolve("app/lib")).getParent();
    Files.writeString(app.resolve("index.mjs"), "export {}");
    Files.writeString(app.resolve("lib/a.mjs"), "export const a = 1");
  }

  @Test
  void all_files_are_packed_by_their_names_and_the_hash_follows_them_alone() throws IOException {
    Files.createSymbolicLink(app.resolve("b.mjs"), app.resolve("lib/a.mjs"));
    String mark = mark(app);
    assertThat(names(app)).containsExactly("b.mjs", "index.mjs", "lib/a.mjs");
    Files.setLastModifiedTime(app.resolve("index.mjs"), FileTime.fromMillis(0));
    assertThat(mark(app)).isEqualTo(mark);
    Files.writeString(app.resolve("lib/a.mjs"), "export const a = 2");
    assertThat(mark(app)).isNotEqualTo(mark);
  }

  @Test
  void a_link_out_of_the_directory_is_refused_and_what_it_leads_to_stays_where_it_is()
      throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "s3cr3t-canary");
    Files.createSymbolicLink(app.resolve("lib/key"), secret);
    assertThatThrownBy(() -> mark(app))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("has a link out of it: lib")
        .message()
        .doesNotContain("canary");
  }

  @Test
  void links_that_go_round_and_files_that_are_not_there_are_refused() throws IOException {
    Files.createSymbolicLink(app.resolve("lib/loop"), app);
    assertThatThrownBy(() -> mark(app))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("'hello' has code that cannot be read from");
    assertThatThrownBy(() -> mark(folder.resolve("nothing")))
        .hasMessageContaining("NoSuchFileException");
    assertThatThrownBy(() -> hello().withZip(RUNTIME, "index.handler", folder.resolve("no.zip")))
        .hasMessageContaining("NoSuchFileException");
  }

  @Test
  void a_directory_larger_than_an_upload_is_refused_with_the_ways_out() throws IOException {
    try (var file = new RandomAccessFile(app.resolve("large").toFile(), "rw")) {
      file.setLength(FunctionChecks.LARGEST_ZIP + 1L);
    }
    assertThatThrownBy(() -> mark(app))
        .hasMessageContainingAll("50 MB", "withS3(…)", "withImage(…)");
  }

  @Test
  void a_zip_file_is_read_as_it_is() throws IOException {
    byte[] zip = PackedZip.of(DirectoryFiles.read(app)).asByteArray();
    Path file = Files.write(folder.resolve("app.zip"), zip);
    assertThat(hello().withZip(RUNTIME, "index.handler", file).code().source().mark())
        .isEqualTo(mark(app));
  }

  private static LambdaFunction hello() {
    return LambdaFunction.named("hello");
  }

  private static String mark(Path directory) {
    return hello().withDirectory(RUNTIME, "index.handler", directory).code().source().mark();
  }

  private static List<String> names(Path directory) throws IOException {
    List<String> names = new ArrayList<>();
    byte[] zipped = PackedZip.of(DirectoryFiles.read(directory)).asByteArray();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(zipped))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        names.add(entry.getName());
      }
    }
    return names;
  }
}
