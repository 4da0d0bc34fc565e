package dev.punctual.http;

import dev.punctual.InvalidDefinitionException;
import dev.punctual.internal.text.Quote;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a call sends to its URL, checked.
 *
 * @param method upper-case letters
 * @param headers each name once
 * @param basic user name and password, with a colon between them, for the basic scheme
 * @param body what is sent
 * @param expected the statuses of a success
 * @param timeout for all of an attempt
 */
record Message(
    String method,
    List<Header> headers,
    @Nullable String basic,
    Body body,
    StatusRanges expected,
    Duration timeout) {
  static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);
  static final Duration LONGEST_TIMEOUT = Duration.ofHours(1);

  private static final int MOST_HEADERS = 50;
  private static final Pattern METHOD = Pattern.compile("[A-Z]{1,20}");
  private static final Set<String> REFUSED_METHODS = Set.of("CONNECT", "TRACE");

  Message {
    if (!METHOD.matcher(method).matches() || REFUSED_METHODS.contains(method)) {
      throw new InvalidDefinitionException(
          "method " + Quote.of(method) + " is not one such as GET, POST, PUT or DELETE");
    }
    headers = List.copyOf(headers);
    if (basic != null) {
      checkBasic(basic);
    }
    if (headers.size() > MOST_HEADERS) {
      throw new InvalidDefinitionException("a call has at most " + MOST_HEADERS + " headers");
    }
    if (timeout.toMillis() < 1 || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
      throw new InvalidDefinitionException(
          "timeout " + timeout + " is not between a millisecond and an hour");
    }
    timeout = Duration.ofMillis(timeout.toMillis());
  }

  Message with(Header header) {
    var others = new ArrayList<>(headers);
    others.removeIf(other -> other.isNamed(header.name()));
    others.add(header);
    String kept = header.isNamed(Header.AUTHORIZATION) ? null : basic;
    return new Message(method, others, kept, body, expected, timeout);
  }

  Message withBasic(String credentials) {
    var others = new ArrayList<>(headers);
    others.removeIf(other -> other.isNamed(Header.AUTHORIZATION));
    return new Message(method, others, credentials, body, expected, timeout);
  }

  Message with(Body other) {
    return new Message(method, headers, basic, other, expected, timeout);
  }

  private static void checkBasic(String credentials) {
    int colon = credentials.indexOf(':');
    String user = credentials.substring(0, Math.max(colon, 0));
    String password = credentials.substring(colon + 1);
    if (colon < 0 || !Header.isSendable("u" + user + "r") || !Template.names(user).isEmpty()) {
      throw new InvalidDefinitionException(
          "the user name of basic credentials is printable ASCII without a colon and a secret");
    }
    if (Template.names(password).isEmpty() || !Header.isSendable(password)) {
      throw new InvalidDefinitionException(
          "the password names no secret, and credentials are not stored with jobs: write"
              + " ${secret:NAME}, and let the SecretResolver of the HttpExecutor know NAME");
    }
    Template.check("the password", password);
  }

  static Message of(String method) {
    return new Message(method, List.of(), null, Body.NONE, StatusRanges.SUCCESS, DEFAULT_TIMEOUT);
  }

  Message with(StatusRanges others) {
    return new Message(method, headers, basic, body, others, timeout);
  }

  Message with(Duration other) {
    return new Message(method, headers, basic, body, expected, other);
  }

  /** Whether values that are put into the body have to be escaped for JSON. */
  boolean isJson() {
    return headers.stream()
        .anyMatch(header -> header.isNamed(Header.CONTENT_TYPE) && header.value().contains("json"));
  }
}
