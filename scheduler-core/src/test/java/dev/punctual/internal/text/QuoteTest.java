package dev.punctual.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuoteTest {
  @Test
  void control_format_and_separator_characters_are_escaped() {
    assertThat(Quote.of("plain ä 日本 😀")).isEqualTo("'plain ä 日本 😀'");
    assertThat(Quote.of("")).isEqualTo("''");
    assertThat(Quote.of("a\nb\r\tc")).isEqualTo("'a\\u000ab\\u000d\\u0009c'");
    assertThat(Quote.of("\033[31mred")).isEqualTo("'\\u001b[31mred'");
    assertThat(Quote.of("\u202eevil")).isEqualTo("'\\u202eevil'");
    assertThat(Quote.of("a\u2066b\u2069")).isEqualTo("'a\\u2066b\\u2069'");
    assertThat(Quote.of("zero\u200bwidth")).isEqualTo("'zero\\u200bwidth'");
    assertThat(Quote.of("a\u2028b\u2029c")).isEqualTo("'a\\u2028b\\u2029c'");
    assertThat(Quote.of("next\u0085line")).isEqualTo("'next\\u0085line'");
  }

  @Test
  void a_lone_surrogate_is_escaped() {
    assertThat(Quote.of("a\ud83db")).isEqualTo("'a\\ud83db'");
  }

  @Test
  void a_megabyte_is_cut_to_200_characters() {
    assertThat(Quote.of("x".repeat(1 << 20))).isEqualTo("'" + "x".repeat(200) + "'…");
    assertThat(Quote.of("x".repeat(200))).isEqualTo("'" + "x".repeat(200) + "'");
    assertThat(Quote.of("\u0000".repeat(1 << 20))).hasSize(200 * 6 + 3);
  }

  @Test
  void a_cut_never_halves_a_character() {
    assertThat(Quote.escaped("😀😀😀", 2)).isEqualTo("😀😀");
  }
}
