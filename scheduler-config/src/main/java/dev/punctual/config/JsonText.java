package dev.punctual.config;

import dev.punctual.InvalidDefinitionException;
import dev.punctual.config.YamlNode.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Turns a part of a file into JSON text. The same content gives the same text, whether it was
 * written as YAML or as JSON. What is wrong is named by its place alone, as it may be a secret.
 */
final class JsonText {
  private static final int LONGEST = 1_000_000;
  private static final int DEEPEST = 100;
  private static final Pattern NUMBER =
      Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");

  private static final Pattern LONE_POINT = Pattern.compile("\\.(?=[eE]|$)");

  private final StringBuilder json = new StringBuilder();

  private JsonText() {}

  /**
   * The JSON text of a node.
   *
   * @throws InvalidDefinitionException if it has none, is nested too deep, or is longer than a
   *     million characters
   */
  static String of(YamlNode node) {
    var text = new JsonText();
    text.write(node, 1);
    return text.json.toString();
  }

  /**
   * JSON text given as text, in the same form as {@link #of}.
   *
   * @throws InvalidDefinitionException if it is not JSON
   */
  static String of(String text) {
    try {
      return of(YamlReader.read("JSON", text).orElseThrow());
    } catch (InvalidDefinitionException e) {
      throw new InvalidDefinitionException("the text begins like JSON, but is none");
    }
  }

  private void write(YamlNode node, int depth) {
    if (depth > DEEPEST) {
      throw fault(node, "it is nested more than " + DEEPEST + " levels deep");
    }
    switch (node) {
      case YamlNode.Broken broken -> throw fault(broken, broken.fault());
      case YamlNode.Scalar scalar -> scalar(scalar);
      case YamlNode.Sequence sequence -> items(sequence.items(), depth);
      case YamlNode.Mapping mapping -> members(mapping.members(), depth);
    }
    if (json.length() > LONGEST) {
      throw fault(node, "it is longer than " + LONGEST + " characters of JSON");
    }
  }

  private void items(List<YamlNode> items, int depth) {
    var separator = "[";
    for (var item : items) {
      json.append(separator);
      write(item, depth + 1);
      separator = ",";
    }
    json.append(items.isEmpty() ? "[]" : "]");
  }

  private void members(List<YamlNode.Member> members, int depth) {
    var names = new HashSet<String>();
    var separator = "{";
    for (var member : members) {
      if (!(member.key() instanceof YamlNode.Scalar key)) {
        throw fault(member.key(), "a key is not a text");
      }
      if (!names.add(key.text())) {
        throw fault(key, "a key is given twice");
      }
      json.append(separator);
      quote(key.text());
      json.append(':');
      write(member.value(), depth + 1);
      separator = ",";
    }
    json.append(members.isEmpty() ? "{}" : "}");
  }

  private void scalar(YamlNode.Scalar scalar) {
    switch (scalar.kind()) {
      case TEXT -> quote(scalar.text());
      case NULL -> json.append("null");
      case BOOLEAN -> json.append(scalar.text());
      case INTEGER, DECIMAL -> json.append(number(scalar));
    }
  }

  /** YAML allows a lone point after the digits. */
  private static String number(YamlNode.Scalar scalar) {
    var text = LONE_POINT.matcher(scalar.text()).replaceFirst("");
    if (!NUMBER.matcher(text).matches()) {
      throw fault(scalar, "JSON has no such number");
    }
    return text;
  }

  private void quote(String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> json.append('\\').append(c);
        case '\n' -> json.append("\\n");
        case '\r' -> json.append("\\r");
        case '\t' -> json.append("\\t");
        default -> {
          if (c < ' ') {
            json.append("\\u%04x".formatted((int) c));
          } else {
            json.append(c);
          }
        }
      }
    }
    json.append('"');
  }

  private static InvalidDefinitionException fault(YamlNode node, String fault) {
    var place = node.place();
    return new InvalidDefinitionException(
        "at line " + place.line() + ", column " + place.column() + ": " + fault);
  }

  /** Whether a text is JSON text rather than a text to be put into JSON. */
  static boolean looksLikeJson(YamlNode.Scalar scalar) {
    var text = scalar.text().strip();
    return scalar.kind() == Kind.TEXT && (text.startsWith("{") || text.startsWith("["));
  }
}
