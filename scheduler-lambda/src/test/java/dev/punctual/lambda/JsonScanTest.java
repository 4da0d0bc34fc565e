package dev.punctual.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonScanTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        "true",
        "0",
        "-1.5e+10",
        "\"\"",
        " { \"a\" : [ 1 , {} , \"b\" ] } ",
        "\"\\u00e4 \\\" \\\\ \\n\"",
        "\"ä ☂\"",
        "[[[[]]]]"
      })
  void json_is_accepted(String text) {
    assertThat(isJson(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "hello",
        "{",
        "}",
        "[1,]",
        "{\"a\"}",
        "{\"a\":}",
        "{a:1}",
        "{\"a\":1,}",
        "'a'",
        "01",
        "1.",
        "+1",
        "nul",
        "truely",
        "{} {}",
        "\"a",
        "\"\\x\"",
        "\"\\u12g4\"",
        "\"\\u12",
        "\"a\nb\"",
        "\"\\",
        "[1 2]",
        "NaN"
      })
  void what_is_not_json_is_refused(String text) {
    assertThat(isJson(text)).isFalse();
  }

  @Test
  void bytes_that_are_not_utf8_and_bottomless_nesting_are_refused() {
    assertThat(JsonScan.isJson(new byte[] {'"', (byte) 0xff, '"'})).isFalse();
    assertThat(isJson("[".repeat(100_000))).isFalse();
  }

  @Test
  void the_texts_of_the_outermost_object_are_read_and_no_others() {
    assertThat(
            JsonScan.stringsOf(
                "{\"a\":\"x\\ty\",\"b\":{\"a\":\"inner\"},\"c\":[\"z\"],\"d\":1,\"e\":\"\\u00e4\"}"))
        .isEqualTo(Map.of("a", "x\ty", "e", "ä"));
    assertThat(JsonScan.stringsOf("[\"a\"]")).isEmpty();
    assertThat(JsonScan.stringsOf("{\"a\":\"x\"")).isEmpty();
  }

  private static boolean isJson(String text) {
    return JsonScan.isJson(text.getBytes(StandardCharsets.UTF_8));
  }
}
