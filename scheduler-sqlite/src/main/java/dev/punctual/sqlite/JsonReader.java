package dev.punctual.sqlite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what {@link JsonText} writes, and nothing else: arrays of text, and arrays of flat objects
 * whose values are text or whole numbers. Anything unexpected is an {@link
 * IllegalArgumentException}.
 */
final class JsonReader {
  private final String text;
  private int at;

  private JsonReader(String text) {
    this.text = text;
  }

  static List<String> strings(String text) {
    var reader = new JsonReader(text);
    var strings = new ArrayList<String>();
    reader.array(() -> strings.add(reader.string()));
    return strings;
  }

  static List<Map<String, Object>> objects(String text) {
    var reader = new JsonReader(text);
    var objects = new ArrayList<Map<String, Object>>();
    reader.array(() -> objects.add(reader.object()));
    return objects;
  }

  private void array(Runnable element) {
    sequence('[', ']', element);
    if (at != text.length()) {
      throw unexpected();
    }
  }

  private Map<String, Object> object() {
    var fields = new HashMap<String, Object>();
    sequence(
        '{',
        '}',
        () -> {
          String name = string();
          expect(':');
          Object value = peek() == '"' ? string() : (Object) number();
          if (fields.put(name, value) != null) {
            throw new IllegalArgumentException("field " + name + " appears twice");
          }
        });
    return fields;
  }

  private void sequence(char open, char close, Runnable element) {
    expect(open);
    if (peek() != close) {
      element.run();
      while (peek() == ',') {
        at++;
        element.run();
      }
    }
    expect(close);
  }

  private long number() {
    int start = at;
    if (peek() == '-') {
      at++;
    }
    while (Character.isDigit(peek())) {
      at++;
    }
    return Long.parseLong(text, start, at, 10);
  }

  private String string() {
    expect('"');
    var value = new StringBuilder();
    for (char c = next(); c != '"'; c = next()) {
      value.append(c == '\\' ? escaped() : c);
    }
    return value.toString();
  }

  private char escaped() {
    char c = next();
    if (c == '"' || c == '\\') {
      return c;
    }
    at += 4;
    if (c != 'u' || at > text.length()) {
      throw unexpected();
    }
    return (char) Integer.parseInt(text, at - 4, at, 16);
  }

  private void expect(char wanted) {
    if (next() != wanted) {
      at--;
      throw unexpected();
    }
  }

  private char next() {
    char c = peek();
    at++;
    return c;
  }

  private char peek() {
    if (at >= text.length()) {
      throw unexpected();
    }
    return text.charAt(at);
  }

  private IllegalArgumentException unexpected() {
    return new IllegalArgumentException("unexpected JSON at character " + at);
  }
}
