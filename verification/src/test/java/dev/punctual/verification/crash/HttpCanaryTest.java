package dev.punctual.verification.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** X6 for HTTP calls: a secret is at the target, and nowhere else. */
class HttpCanaryTest {
  @TempDir private Path folder;

  @Test
  void the_secret_of_a_call_is_in_no_log_no_message_no_text_form_and_no_row()
      throws IOException, InterruptedException {
    var log = folder.resolve("log.txt");
    var output = folder.resolve("output.txt");
    try (var target = new HttpTarget()) {
      var process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "--enable-native-access=ALL-UNNAMED",
                  "-XX:TieredStopAtLevel=1",
                  "-Dorg.slf4j.simpleLogger.log.dev.punctual=trace",
                  "-Dorg.slf4j.simpleLogger.logFile=" + log,
                  "-Djava.io.tmpdir=" + folder,
                  "-cp",
                  System.getProperty("java.class.path"),
                  HttpWhisperer.class.getName(),
                  folder.resolve("jobs.db").toString(),
                  target.url(""))
              .redirectOutput(output.toFile())
              .redirectErrorStream(true)
              .start();
      try {
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
      } finally {
        process.destroyForcibly();
      }
      assertThat(process.exitValue()).as(Files.readString(output)).isZero();
      assertThat(target.requests())
          .hasSize(HttpWhisperer.PATHS.size())
          .allMatch(request -> request.split(HttpCallingProcess.SECRET, -1).length == 4);
    }
    assertThat(Files.readString(output))
        .contains("200 SUCCEEDED GET /200?token=${secret:TOKEN} HTTP/1.1")
        .contains("X-Key: ${secret:TOKEN}", "404 FAILED", "500 FAILED", "half UNKNOWN")
        .contains("garbage UNKNOWN", "away FAILED", "secret 'MISSING' is not known");
    assertThat(Files.readString(log)).contains("attempt ended");
    int checked = 0;
    try (var files = Files.list(folder)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .as("%s", file)
            .doesNotContain(HttpCallingProcess.SECRET);
        checked++;
      }
    }
    assertThat(checked).as("files of logs, output and store").isGreaterThanOrEqualTo(3);
  }
}
