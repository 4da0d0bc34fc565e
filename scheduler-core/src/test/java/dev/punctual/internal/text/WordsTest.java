package dev.punctual.internal.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.punctual.InvalidDefinitionException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class WordsTest {
  @Test
  void words_are_read_one_after_the_other() {
    var words =
        new Words("trigger", "at 2026-03-01T09:00:00Z in Europe/Berlin 10s 3 \"0 0 * * *\"");
    words.expect("at");
    assertThat(words.instant()).isEqualTo(Instant.parse("2026-03-01T09:00:00Z"));
    assertThat(words.skip("at")).isFalse();
    assertThat(words.skip("in")).isTrue();
    assertThat(words.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(words.duration()).isEqualTo(Duration.ofSeconds(10));
    assertThat(words.number()).isEqualTo(3);
    assertThat(words.next()).isEqualTo("0 0 * * *");
    words.end();
  }

  @Test
  void two_words_are_passed_over_only_together() {
    var words = new Words("catch-up", "at least");
    assertThat(words.skip("at", "most")).isFalse();
    assertThat(words.skip("at", "least")).isTrue();
    assertThat(words.skip("at", "least")).isFalse();
  }

  @Test
  void every_error_says_what_was_read_and_where_it_stopped() {
    refuses(() -> new Words("retry", "").next(), "retry '' ends too early");
    refuses(() -> new Words("retry", "a \"b").next(), "retry 'a \"b' has a lone quotation mark");
    refuses(() -> new Words("retry", "a b").expect("c"), "retry 'a b' lacks the word c");
    refuses(() -> new Words("retry", "a b").end(), "retry 'a b' goes on with unknown 'a'");
    refuses(() -> new Words("retry", "10").duration(), "retry '10' cannot be read at '10'");
    refuses(() -> new Words("retry", "1.5").number(), "retry '1.5' cannot be read at '1.5'");
    refuses(
        () -> new Words("retry", "99999999999").number(),
        "retry '99999999999' cannot be read at '99999999999'");
    refuses(() -> new Words("retry", "noon").instant(), "retry 'noon' cannot be read at 'noon'");
    refuses(() -> new Words("retry", "Berlin").zone(), "retry 'Berlin' cannot be read at 'Berlin'");
  }

  @Test
  void a_text_of_a_megabyte_is_refused_at_once_and_cut_in_the_message() {
    assertThatThrownBy(() -> new Words("retry", "x".repeat(1 << 20)))
        .isInstanceOf(InvalidDefinitionException.class)
        .message()
        .endsWith("is longer than 2000 characters")
        .hasSizeLessThan(300);
  }

  private static void refuses(ThrowingCallable read, String message) {
    assertThatThrownBy(read).isInstanceOf(InvalidDefinitionException.class).hasMessage(message);
  }
}
