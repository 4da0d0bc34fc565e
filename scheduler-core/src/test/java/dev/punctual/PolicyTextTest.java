package dev.punctual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The text forms of the policies: each reads back, and each error says what to do. */
class PolicyTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "none",
        "none grace 0s",
        "latest",
        "latest within 1d",
        "latest within 1h30m grace 1ms",
        "all",
        "all within 1d",
        "all at most 1",
        "all within 36500d at most 2147483646 grace 36500d",
      })
  void a_catch_up_reads_back(String text) {
    assertThat(CatchUp.parse(text)).hasToString(text).isEqualTo(CatchUp.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"skip", "queue 1", "queue 1000", "allow 2", "allow 1000", "cancel running"})
  void an_overlap_reads_back(String text) {
    assertThat(Overlap.parse(text)).hasToString(text).isEqualTo(Overlap.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "none",
        "fixed 3 every 10s",
        "fixed 1000 every 1ms",
        "exponential 5 from 10s to 10m",
        "fixed 3 every 10s jitter 50%",
        "exponential 5 from 10s to 10m jitter 100% except java.io.EOFException java.io.IOException",
        "fixed 2 every 1s except java.lang.Error"
      })
  void a_retry_reads_back(String text) {
    assertThat(Retry.parse(text)).hasToString(text).isEqualTo(Retry.parse(text));
  }

  @Test
  void the_default_grace_is_not_written() {
    assertThat(CatchUp.latest().withGrace(Duration.ofSeconds(10))).hasToString("latest");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                      | catch-up '' ends too early",
        "some                    | catch-up 'some' does not begin with none, latest or all",
        "All                     | catch-up 'All' does not begin with none, latest or all",
        "none within 1d          | catch-up none() runs nothing: within() has no meaning",
        "latest at most 2        | catch-up atMost() belongs to all()",
        "all at most 0           | catch-up atMost(0) is less than 1",
        "all at most many        | catch-up 'all at most many' cannot be read at 'many'",
        "all at                  | catch-up 'all at' goes on with unknown 'at'",
        "all within 0s           | catch-up within is PT0S, less than a millisecond",
        "all grace 36501d        | catch-up grace is PT876024H, not between zero and 36500 days",
        "all grace 1s within 1d  | catch-up 'all grace 1s within 1d' goes on with unknown 'within'",
      })
  void a_wrong_catch_up_is_refused(String text, String message) {
    refuses(CatchUp::parse, text, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cancel      | overlap 'cancel' lacks the word running",
        "wait 3      | overlap 'wait 3' does not begin with skip, queue, allow or cancel",
        "queue 0     | overlap queue(0) is not between 1 and 1000",
        "queue 1001  | overlap queue(1001) is not between 1 and 1000",
        "queue       | overlap 'queue' ends too early",
        "allow       | overlap 'allow' ends too early",
        "allow 1     | overlap allow(1) is not between 2 and 1000",
        "allow 1001  | overlap allow(1001) is not between 2 and 1000",
        "skip 1      | overlap 'skip 1' goes on with unknown '1'",
      })
  void a_wrong_overlap_is_refused(String text, String message) {
    refuses(Overlap::parse, text, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "often                        | retry 'often' does not begin with none, fixed or exponential",
        "fixed 3                      | retry 'fixed 3' lacks the word every",
        "fixed 0 every 1s             | retry: 0 attempts are not between 1 and 1000",
        "fixed 1001 every 1s          | retry: 1001 attempts are not between 1 and 1000",
        "fixed 2 every 0s             | retry wait is PT0S, less than a millisecond",
        "exponential 2 from 2s to 1s  | retry: the first wait PT2S is longer than the longest, PT1S",
        "fixed 2 every 1s jitter 50   | retry 'fixed 2 every 1s jitter 50' cannot be read at '50'",
        "fixed 2 every 1s jitter 101% | retry jitter 101% is not between 0% and 100%",
        "fixed 2 every 1s jitter -1%  | retry jitter -1% is not between 0% and 100%",
        "fixed 2 every 1s except      | retry 'fixed 2 every 1s except' ends too early",
        "none jitter 50%              | retry none has no wait that could have a jitter",
        "none except java.lang.Error  | retry none retries nothing, so there is nothing to except",
        "exponential 2 from 2s        | retry 'exponential 2 from 2s' lacks the word to",
      })
  void a_wrong_retry_is_refused(String text, String message) {
    refuses(Retry::parse, text, message);
  }

  @Test
  void exponential_waits_double_and_never_overflow() {
    var retry = Retry.exponential(1_000, Duration.ofMillis(3), Duration.ofDays(36_500));
    assertThat(retry.waitAfter(1)).isEqualTo(Duration.ofMillis(3));
    assertThat(retry.waitAfter(2)).isEqualTo(Duration.ofMillis(6));
    assertThat(retry.waitAfter(5)).isEqualTo(Duration.ofMillis(48));
    assertThat(retry.waitAfter(1_000)).isEqualTo(Duration.ofDays(36_500));
  }

  private static void refuses(Function<String, ?> parse, String text, String message) {
    assertThatThrownBy(() -> parse.apply(text))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessage(message);
  }
}
