package dev.punctual.http;

import dev.punctual.Outcome;
import dev.punctual.internal.text.Quote;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.http.HttpConnectTimeoutException;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/**
 * What became of an attempt, from what was answered or thrown: pure functions, and the one place
 * where this is decided.
 *
 * <p>The rule behind the table: <em>not started</em> is said only where it is certain that no byte
 * of a request was written. A request that was written and not answered to its end is
 * <em>unknown</em>, unless the status alone says that it failed.
 */
final class CallOutcomes {
  private static final Set<Integer> PASSING = Set.of(408, 425, 429);
  private static final int LONGEST_EXCERPT = 500;

  private CallOutcomes() {}

  /**
   * The target answered.
   *
   * @param what what was called
   * @param answer its answer
   * @param expected the statuses of a success
   * @param now the time here
   */
  static Outcome answered(Object what, Answer answer, StatusRanges expected, Instant now) {
    int status = answer.status();
    if (expected.contain(status)) {
      return answer.brokenOff() == null
          ? Outcome.succeeded(answer.text())
          : Outcome.unknown(
              what + " answered " + status + ", but not to the end: " + answer.brokenOff());
    }
    String error = what + " answered " + status + excerpt(answer);
    if (PASSING.contains(status) || (status >= 500 && status <= 599)) {
      var outcome = Outcome.retry(error);
      return RetryAfter.of(answer, now).map(outcome::withRetryAfter).orElse(outcome);
    }
    return Outcome.failed(error);
  }

  /** The target answered by a redirect that is not followed. */
  static Outcome notFollowed(Object what, Answer answer, String reason) {
    return Outcome.failed(what + " answered " + answer.status() + ": " + reason);
  }

  private static String excerpt(Answer answer) {
    String text = answer.text().strip();
    if (text.isEmpty()) {
      return "";
    }
    boolean isCut = text.codePointCount(0, text.length()) > LONGEST_EXCERPT;
    return ": " + Quote.escaped(text, LONGEST_EXCERPT) + (isCut ? "…" : "");
  }

  /** No request was written, and why. */
  static Outcome notSent(Object what, String reason) {
    return Outcome.notStarted(what + " was not sent: " + reason);
  }

  /** A request was written, and no answer came. */
  static Outcome notAnswered(Object what, String reason) {
    return Outcome.unknown(what + " was sent and may have taken effect: " + reason);
  }

  /** Why there is no answer, without anything that was received: it may quote what was sent. */
  static String reason(Throwable thrown) {
    if (has(thrown, HttpConnectTimeoutException.class)) {
      return "no connection in time";
    }
    if (has(thrown, SSLException.class)) {
      return "TLS: " + tls(thrown);
    }
    if (has(thrown, ConnectException.class)) {
      return "no connection";
    }
    if (has(thrown, ProtocolException.class)) {
      return "the answer is not HTTP/1.1";
    }
    if (has(thrown, EOFException.class) || has(thrown, IllegalStateException.class)) {
      return "the connection was closed";
    }
    return has(thrown, SocketException.class) || isReset(thrown)
        ? "the connection was reset"
        : "the exchange broke off: " + root(thrown).getClass().getSimpleName();
  }

  /** A message of the JDK about certificates, whose names strangers choose. */
  private static String tls(Throwable thrown) {
    return chain(thrown)
        .filter(SSLException.class::isInstance)
        .findFirst()
        .map(found -> Quote.escaped(String.valueOf(found.getMessage()), 200))
        .orElse("");
  }

  private static boolean isReset(Throwable thrown) {
    return String.valueOf(root(thrown).getMessage()).startsWith("Connection reset");
  }

  private static boolean has(Throwable thrown, Class<? extends Throwable> type) {
    return chain(thrown).anyMatch(type::isInstance);
  }

  private static Throwable root(Throwable thrown) {
    return chain(thrown).reduce((first, second) -> second).orElse(thrown);
  }

  private static Stream<Throwable> chain(Throwable thrown) {
    return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause).limit(10);
  }
}
