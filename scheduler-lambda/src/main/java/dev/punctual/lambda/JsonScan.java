package dev.punctual.lambda;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Walks over JSON text without building a tree: enough to refuse, when a job is scheduled, an event
 * that Lambda would refuse at every attempt, and to read the two texts of a function's error.
 */
final class JsonScan {
  private static final int DEEPEST = 500;
  private static final Pattern LITERAL =
      Pattern.compile("true|false|null|-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");

  private final String text;
  private final Matcher literal;
  private final Map<String, String> strings = new HashMap<>();
  private final Set<String> members = new HashSet<>();
  private int at;

  private JsonScan(String text) {
    this.text = text;
    this.literal = LITERAL.matcher(text);
  }

  /** Whether the bytes are one JSON value in UTF-8. */
  static boolean isJson(byte[] utf8) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
      return new JsonScan(text).document();
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** The members of the outermost object that are strings; none if it is no JSON object. */
  static Map<String, String> stringsOf(String text) {
    var scan = new JsonScan(text);
    return scan.document() ? scan.strings : Map.of();
  }

  /** The names of the members of the outermost object; empty if it is no JSON object. */
  static Optional<Set<String>> membersOf(String text) {
    var scan = new JsonScan(text);
    return text.stripLeading().startsWith("{") && scan.document()
        ? Optional.of(scan.members)
        : Optional.empty();
  }

  private boolean document() {
    return value(0) && skipSpace() == text.length();
  }

  private boolean value(int depth) {
    skipSpace();
    if (at == text.length() || depth > DEEPEST) {
      return false;
    }
    return switch (text.charAt(at)) {
      case '{' -> members('}', depth);
      case '[' -> members(']', depth);
      case '"' -> string(null);
      default -> literal();
    };
  }

  private boolean members(char close, int depth) {
    at++;
    skipSpace();
    if (take(close)) {
      return true;
    }
    do {
      if (!(close == '}' ? member(depth) : value(depth + 1))) {
        return false;
      }
      skipSpace();
    } while (take(','));
    return take(close);
  }

  private boolean member(int depth) {
    skipSpace();
    var name = new StringBuilder();
    if (!string(name)) {
      return false;
    }
    if (depth == 0) {
      members.add(name.toString());
    }
    skipSpace();
    if (!take(':')) {
      return false;
    }
    skipSpace();
    if (depth > 0 || at == text.length() || text.charAt(at) != '"') {
      return value(depth + 1);
    }
    var value = new StringBuilder();
    boolean fine = string(value);
    strings.put(name.toString(), value.toString());
    return fine;
  }

  private boolean literal() {
    literal.region(at, text.length());
    if (!literal.lookingAt()) {
      return false;
    }
    at = literal.end();
    return true;
  }

  private boolean string(@Nullable StringBuilder into) {
    if (!take('"')) {
      return false;
    }
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') {
        return true;
      }
      int read = c == '\\' ? escape() : c < ' ' ? -1 : c;
      if (read < 0) {
        return false;
      }
      if (into != null) {
        into.append((char) read);
      }
    }
    return false;
  }

  private int escape() {
    if (at == text.length()) {
      return -1;
    }
    char c = text.charAt(at++);
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> -1;
    };
  }

  private int unicode() {
    int end = at + 4;
    if (end > text.length()) {
      return -1;
    }
    int read = 0;
    for (; at < end; at++) {
      int digit = Character.digit(text.charAt(at), 16);
      if (digit < 0) {
        return -1;
      }
      read = read * 16 + digit;
    }
    return read;
  }

  private boolean take(char expected) {
    boolean there = at < text.length() && text.charAt(at) == expected;
    if (there) {
      at++;
    }
    return there;
  }

  private int skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }
}
