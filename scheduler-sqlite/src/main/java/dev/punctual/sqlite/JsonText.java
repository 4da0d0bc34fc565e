package dev.punctual.sqlite;

/** Writes the JSON that this store keeps: arrays of text, and arrays of flat objects. */
final class JsonText {
  private final StringBuilder text = new StringBuilder();
  private boolean first = true;

  /** Begins an array or object. */
  JsonText begin(char bracket) {
    separate();
    text.append(bracket);
    first = true;
    return this;
  }

  /** Ends an array or object. */
  JsonText end(char bracket) {
    text.append(bracket);
    first = false;
    return this;
  }

  JsonText element(String value) {
    separate();
    quote(text, value);
    return this;
  }

  JsonText field(String name, String value) {
    name(name);
    quote(text, value);
    return this;
  }

  JsonText field(String name, long value) {
    name(name);
    text.append(value);
    return this;
  }

  private void name(String name) {
    separate();
    quote(text, name);
    text.append(':');
  }

  private void separate() {
    if (!first) {
      text.append(',');
    }
    first = false;
  }

  /** The text as a JSON string. */
  static String quoted(String value) {
    var quoted = new StringBuilder(value.length() + 2);
    quote(quoted, value);
    return quoted.toString();
  }

  private static void quote(StringBuilder to, String value) {
    to.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        to.append('\\').append(c);
      } else if (c < ' ') {
        to.append(String.format("\\u%04x", (int) c));
      } else {
        to.append(c);
      }
    }
    to.append('"');
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
