package dev.punctual.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScanTest {
  @ParameterizedTest(
      name = "{0} ms with {1} found in {2} ms, at most {3} ms, are followed by {4} ms")
  @CsvSource({
    "500, 0, 1, 500, 500",
    "500, 100, 1, 500, 500",
    "500, 101, 1, 500, 250",
    "250, 25, 1, 500, 250",
    "250, 24, 1, 500, 500",
    "400, 24, 1, 500, 500",
    "40, 101, 1, 500, 25",
    "25, 100000, 1, 500, 25",
    "100, 101, 80, 500, 80",
    "100, 101, 510, 500, 500",
    "2, 101, 1, 2, 2",
    "2, 0, 1, 2, 2",
  })
  void the_slice_gets_thinner_when_it_brings_many_jobs_and_thicker_when_few(
      long slice, int found, long answer, long thickest, long next) {
    assertThat(
            Scan.nextSlice(
                Duration.ofMillis(slice),
                found,
                Duration.ofMillis(answer),
                Duration.ofMillis(thickest)))
        .isEqualTo(Duration.ofMillis(next));
  }
}
