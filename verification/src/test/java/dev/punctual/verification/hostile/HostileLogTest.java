package dev.punctual.verification.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * X5 and X6: what a process logs and says that is fed with hostile text and knows a secret. One
 * event is one line, stack traces apart, and the lines of these are no lines of the log either.
 */
class HostileLogTest {
  private static final Pattern EVENT =
      Pattern.compile("\\[[^\\]]+\\] (TRACE|DEBUG|INFO|WARN|ERROR) dev\\.punctual[a-zA-Z.]* - .*");
  private static final Pattern TRACE =
      Pattern.compile(
          "\\t+(at |Suppressed: |Caused by: |\\.\\.\\. ).*|Caused by: .*"
              + "|(java\\.lang|dev\\.punctual)\\.[A-Za-z.]+(Exception|Error)(:.*)?");
  private static final int LONGEST = 3_000;

  @TempDir private Path folder;
  private final long seed = Long.getLong("punctual.hostile.seed", System.nanoTime());
  private List<String> logged = List.of();
  private List<String> said = List.of();

  @BeforeEach
  void whisper() throws IOException, InterruptedException {
    Path log = folder.resolve("log.txt");
    Path output = folder.resolve("output.txt");
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-Dstdout.encoding=UTF-8",
                "-Dorg.slf4j.simpleLogger.log.dev.punctual=trace",
                "-Dorg.slf4j.simpleLogger.logFile=" + log,
                "-cp",
                System.getProperty("java.class.path"),
                Whisperer.class.getName(),
                folder.resolve("jobs.db").toString(),
                Long.toString(seed))
            .redirectOutput(output.toFile())
            .redirectErrorStream(true)
            .start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    said = Files.readString(output).lines().toList();
    assertThat(process.exitValue()).as("seed %d: %s", seed, said).isZero();
    logged = List.of(Files.readString(log).split("\n", -1));
  }

  @Test
  void every_event_is_one_bounded_line_and_no_hostile_text_looks_like_one() {
    assertThat(logged).hasSizeGreaterThan(Whisperer.ATTEMPTS);
    assertThat(logged).filteredOn(line -> !hasItsPlace(line)).as("seed %d", seed).isEmpty();
    assertThat(logged).filteredOn(line -> line.length() > LONGEST).as("seed %d", seed).isEmpty();
    assertThat(logged)
        .filteredOn(line -> !NastyText.isOneHarmlessLine(line.replace("\t", "")))
        .as("seed %d", seed)
        .isEmpty();
    assertThat(logged)
        .filteredOn(line -> line.contains("attempt ended") && line.contains("job=fails"))
        .hasSize(Whisperer.ATTEMPTS / 3);
    assertThat(logged).anyMatch(line -> line.contains("could not be made ready ahead"));
    assertThat(logged).anyMatch(line -> line.contains("whose executors are not registered"));
  }

  private static boolean hasItsPlace(String line) {
    return line.isEmpty() || EVENT.matcher(line).matches() || TRACE.matcher(line).matches();
  }

  @Test
  void the_secret_of_payloads_results_and_codecs_is_in_no_log_no_message_and_no_text_form() {
    assertThat(said).hasSizeGreaterThan(Whisperer.ATTEMPTS);
    assertThat(said).as("seed %d", seed).noneMatch(line -> line.contains(Whisperer.SECRET));
    assertThat(logged).as("seed %d", seed).noneMatch(line -> line.contains(Whisperer.SECRET));
    assertThat(said).anyMatch(line -> line.contains("cannot be decoded as"));
    assertThat(said).anyMatch(line -> line.contains("cannot be encoded"));
  }
}
