package dev.punctual.internal.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {
  @ParameterizedTest
  @CsvSource({
    "PT0S, 0s",
    "PT0.001S, 1ms",
    "PT0.5S, 500ms",
    "PT1S, 1s",
    "PT1.5S, 1s500ms",
    "PT59S, 59s",
    "PT60S, 1m",
    "PT90M, 1h30m",
    "PT24H, 1d",
    "PT876000H, 36500d",
    "P1DT2H3M4.005S, 1d2h3m4s5ms",
  })
  void a_duration_is_written_from_large_units_to_small_and_reads_back(
      Duration duration, String text) {
    assertThat(DurationText.format(duration)).isEqualTo(text);
    assertThat(DurationText.parse(text)).isEqualTo(duration);
  }

  @ParameterizedTest
  @CsvSource({"90s, 1m30s", "25h, 1d1h", "1000ms, 1s", "0s, 0s", "0d0h, 0s"})
  void other_spellings_are_read_too(String text, String usual) {
    assertThat(DurationText.format(DurationText.parse(text))).isEqualTo(usual);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " ", "10", "s", "-1s", "1.5s", "10 s", "1s1m", "1s1s", "1S", "PT1S", "1w", "٣s"
      })
  void anything_else_is_refused_with_examples(String text) {
    assertThatThrownBy(() -> DurationText.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'" + text + "' is not a duration such as 10s, 1h30m, 500ms or 1d");
  }

  @Test
  void the_largest_number_of_each_unit_does_not_overflow() {
    assertThat(DurationText.parse("999999999d999999999h999999999m999999999s999999999ms"))
        .isGreaterThan(Duration.ofDays(999_999_999));
    assertThatThrownBy(() -> DurationText.parse("1000000000d"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
