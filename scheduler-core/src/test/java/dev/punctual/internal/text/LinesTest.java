package dev.punctual.internal.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinesTest {
  @Test
  void each_value_is_a_line_that_people_can_read() {
    var values = new LinkedHashMap<String, String>();
    values.put("trigger", "every 10s");
    values.put("note", "two\nlines, a \\ and \"quotes\"");
    assertThat(Lines.format(values))
        .isEqualTo("trigger every 10s\nnote two\\nlines, a \\\\ and \"quotes\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        " both ends ",
        "\n",
        "\r\n",
        "\\",
        "\\n",
        "\\\n",
        "\\\\n",
        "ends with \\",
        "$1 \\$1",
        "\u0085\u2028\u2029",
        "\\\u2028",
        "\u0000\u001b[31m",
        "😀 𐏿",
      })
  void any_value_reads_back(String value) {
    var values = Map.of("name", value);
    assertThat(Lines.format(values)).doesNotContain("\n");
    assertThat(Lines.parse(Lines.format(values))).isEqualTo(values);
  }

  @Test
  void the_order_of_lines_is_kept() {
    assertThat(Lines.parse("b 1\na 2\nc 3").keySet()).containsExactly("b", "a", "c");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name            | no name in line 'name'",
        "' value'        | no name in line ' value'",
        "''              | no name in line ''",
        "a 1¶            | no name in line ''",
        "a 1¶a 2         | a second line 'a 2'",
        "a \\x           | unknown escape '\\x'",
        "a ends with \\  | unknown escape '\\'",
      })
  void what_is_not_the_text_form_is_refused(String text, String message) {
    assertThatThrownBy(() -> Lines.parse(text.replace('¶', '\n')))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
