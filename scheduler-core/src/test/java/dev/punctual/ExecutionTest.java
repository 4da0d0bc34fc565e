package dev.punctual;

import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.spi.ExecutionRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExecutionTest {
  private static final Instant TIME = Instant.parse("2026-03-01T00:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "RUNNING, 0, 3, PT3S",
    "SUCCEEDED, 5, 5, PT0S",
    "WAITING, 10, 0, PT0S",
  })
  void lateness_is_that_of_the_latest_attempt_and_never_negative(
      ExecutionStatus status, int due, int start, Duration lateness) {
    var line =
        new ExecutionRecord(
            new ExecutionId("0".repeat(20)),
            JobId.of("job"),
            ExecutionKind.SCHEDULED,
            status,
            TIME,
            TIME.plusSeconds(due),
            Optional.of(TIME.plusSeconds(start)),
            Optional.empty(),
            1,
            0,
            0,
            Optional.empty(),
            1,
            TIME,
            Optional.empty(),
            "",
            "",
            "");
    assertThat(Execution.of(line).lateness()).isEqualTo(lateness);
    assertThat(Execution.of(line)).asString().doesNotContain("late by -");
  }
}
