package dev.punctual.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * The secrets of one attempt: puts them where the call names them, and takes them out of whatever
 * comes back, in each form in which they were sent.
 */
final class Secrets {
  static final Secrets NONE = new Secrets(Map.of());

  private static final int LONGEST = 8_000;

  private final Map<String, String> values;

  /** What a secret looks like on the wire, and what is shown in its place; the longest first. */
  private final TreeMap<String, String> traces =
      new TreeMap<>(
          Comparator.comparingInt(String::length)
              .reversed()
              .thenComparing(Comparator.naturalOrder()));

  private Secrets(Map<String, String> values) {
    this.values = values;
    values.forEach((name, value) -> {
      leaves(name, value);
      leaves(name, HttpUrl.encoded(value));
      leaves(name, escaped(value));
    });
  }

  private void leaves(String name, String trace) {
    traces.putIfAbsent(trace, Template.reference(name));
  }

  /**
   * Asks for secrets.
   *
   * @throws SecretException if one is not to be had, or cannot be sent
   */
  static Secrets lookUp(SortedSet<String> names, SecretResolver resolver) throws SecretException {
    var values = new HashMap<String, String>();
    for (var name : names) {
      values.put(name, lookUp(name, resolver));
    }
    return new Secrets(values);
  }

  /** What a resolver throws may quote what it found, so only its type is told. */
  private static String lookUp(String name, SecretResolver resolver) throws SecretException {
    Optional<String> found;
    try {
      found = resolver.resolve(name);
    } catch (RuntimeException e) {
      throw new SecretException(name, "could not be looked up: " + e.getClass().getName());
    }
    if (found == null || found.isEmpty()) {
      throw new SecretException(name, "is not known to the SecretResolver");
    }
    var value = found.get();
    if (value.isEmpty() || value.length() > LONGEST) {
      throw new SecretException(name, "is empty or longer than 8000 characters");
    }
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw new SecretException(name, "has a line break or another control character");
    }
    return value;
  }

  /** The value of a secret that was looked up. */
  String value(String name) {
    var value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("secret " + name + " was not looked up");
    }
    return value;
  }

  /** The value for a header. */
  String inHeader(String text) throws SecretException {
    for (var name : Template.names(text)) {
      if (!Header.isSendable(value(name))) {
        throw new SecretException(
            name, "begins or ends with a space, or has other than printable ASCII characters");
      }
    }
    return Template.fill(text, this::value);
  }

  /** The header for user name and password. */
  String inBasic(String credentials) {
    var encoded =
        Base64.getEncoder()
            .encodeToString(
                Template.fill(credentials, this::value).getBytes(StandardCharsets.UTF_8));
    Template.names(credentials).forEach(name -> leaves(name, encoded));
    return "Basic " + encoded;
  }

  /** The text of a body. */
  String inBody(String text, boolean isJson) {
    return Template.fill(text, name -> isJson ? escaped(value(name)) : value(name));
  }

  /** As it stands between the quotation marks of JSON; control characters do not occur. */
  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  /**
   * The text without secrets.
   *
   * @param text what came back
   * @param isCut whether it goes on, so that it may end with the beginning of a secret
   */
  String scrubbed(String text, boolean isCut) {
    String rest = text;
    for (var trace : traces.entrySet()) {
      rest = rest.replace(trace.getKey(), trace.getValue());
    }
    if (!isCut) {
      return rest;
    }
    int end = rest.length();
    for (var trace : traces.keySet()) {
      end = Math.min(end, rest.length() - beginningAtTheEnd(rest, trace));
    }
    return rest.substring(0, end);
  }

  private static int beginningAtTheEnd(String text, String trace) {
    int length = Math.min(text.length(), trace.length() - 1);
    while (length > 0 && !text.endsWith(trace.substring(0, length))) {
      length--;
    }
    return length;
  }

  /** The number of secrets; never one of them. */
  @Override
  public String toString() {
    return values.size() + " secrets";
  }
}
