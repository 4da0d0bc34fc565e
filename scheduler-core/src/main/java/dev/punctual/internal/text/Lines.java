package dev.punctual.internal.text;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The text form of a set of named values: one {@code name value} to a line, in a fixed order, so
 * that people can read it in the store. In values, backslash, line feed and carriage return are
 * escaped.
 */
public final class Lines {
  private static final Pattern ESCAPE = Pattern.compile("\\\\(.|$)");

  private Lines() {}

  /**
   * Writes named values.
   *
   * @param values names without spaces, and their values
   * @return the text
   */
  public static String format(Map<String, String> values) {
    var text = new StringBuilder();
    values.forEach((name, value) -> {
      if (!text.isEmpty()) {
        text.append('\n');
      }
      text.append(name).append(' ').append(escape(value));
    });
    return text.toString();
  }

  /**
   * Reads named values.
   *
   * @param text as {@link #format} writes it
   * @return the values by name, in order
   * @throws IllegalArgumentException if a line has no name or a name comes twice
   */
  public static Map<String, String> parse(String text) {
    var values = new LinkedHashMap<String, String>();
    for (var line : text.split("\n", -1)) {
      int space = line.indexOf(' ');
      if (space < 1) {
        throw new IllegalArgumentException("no name in line " + Quote.of(line));
      }
      if (values.put(line.substring(0, space), unescape(line.substring(space + 1))) != null) {
        throw new IllegalArgumentException("a second line " + Quote.of(line));
      }
    }
    return values;
  }

  private static String escape(String value) {
    return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
  }

  private static String unescape(String value) {
    return value.indexOf('\\') < 0
        ? value
        : ESCAPE.matcher(value).replaceAll(found -> plain(found.group()));
  }

  private static String plain(String escaped) {
    return switch (escaped) {
      case "\\\\" -> "\\\\";
      case "\\n" -> "\n";
      case "\\r" -> "\r";
      default -> throw new IllegalArgumentException("unknown escape " + Quote.of(escaped));
    };
  }
}
