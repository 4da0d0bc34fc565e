package dev.punctual.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets appear nowhere but at the target. */
class LambdaSecretsTest {
  @TempDir private Path folder;

  @Test
  void no_secret_is_in_a_log_a_message_a_stack_trace_or_a_text_form() throws Exception {
    Path log = folder.resolve("log.txt");
    Path output = folder.resolve("output.txt");
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dstdout.encoding=UTF-8",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=info",
                "-Dorg.slf4j.simpleLogger.log.dev.punctual=trace",
                "-Dorg.slf4j.simpleLogger.logFile=" + log,
                "-cp",
                System.getProperty("java.class.path"),
                SecretKeepingProcess.class.getName())
            .redirectOutput(output.toFile())
            .redirectErrorStream(true)
            .start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    List<String> said = lines(output);
    assertThat(process.exitValue()).as("%s", said).isZero();

    assertThat(said)
        .contains(
            SecretKeepingProcess.AT_TARGET + "environment: true",
            SecretKeepingProcess.AT_TARGET + "event: true");
    assertThat(lines(log)).anyMatch(line -> line.contains("Value {TOKEN=…}"));
    assertThat(said).anyMatch(line -> line.contains("may have run"));
    assertThat(lines(log)).anyMatch(line -> line.contains("function 'hello': created"));
    assertThat(said).noneMatch(line -> line.contains(SecretKeepingProcess.SECRET));
    assertThat(lines(log)).noneMatch(line -> line.contains(SecretKeepingProcess.SECRET));
  }

  private static List<String> lines(Path file) throws IOException {
    return Files.readString(file).lines().toList();
  }
}
