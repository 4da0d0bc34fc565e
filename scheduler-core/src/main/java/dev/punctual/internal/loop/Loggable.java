package dev.punctual.internal.loop;

import dev.punctual.internal.text.Quote;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What strangers threw, as it may be logged. Loggers print messages as they are, so a message with
 * line breaks can forge lines of the log, and one of a megabyte fill it. Where any message of a
 * throwable is of that kind, a stand-in with the same stack traces and escaped messages takes its
 * place; any other is logged as it is.
 */
final class Loggable {
  private static final int LONGEST_MESSAGE = 1_000;
  private static final int LONGEST_SHOWN = 2_000;
  private static final int DEEPEST = 10;

  private Loggable() {}

  /** The throwable, or its stand-in. */
  static Throwable of(Throwable thrown) {
    return isHarmless(thrown, 0) ? thrown : standIn(thrown, 0);
  }

  private static boolean isHarmless(@Nullable Throwable thrown, int depth) {
    if (thrown == null) {
      return true;
    }
    return depth < DEEPEST
        && isHarmless(message(thrown))
        && isHarmless(thrown.getCause(), depth + 1)
        && Stream.of(thrown.getSuppressed()).allMatch(other -> isHarmless(other, depth + 1));
  }

  private static boolean isHarmless(String message) {
    return message.length() <= LONGEST_MESSAGE
        && Quote.escaped(message, LONGEST_MESSAGE).equals(message);
  }

  /** What a logger would print before the stack trace; strangers' code. */
  private static String message(Throwable thrown) {
    try {
      return String.valueOf(thrown);
    } catch (RuntimeException | StackOverflowError another) {
      return thrown.getClass().getName() + " (its message cannot be had)\n";
    }
  }

  /** Escapes can make a message several times as long. */
  private static String shown(String message) {
    var escaped = Quote.escaped(message, LONGEST_MESSAGE);
    return escaped.substring(0, Math.min(escaped.length(), LONGEST_SHOWN));
  }

  private static Throwable standIn(Throwable thrown, int depth) {
    var cause = thrown.getCause();
    var standIn =
        new StandIn(
            shown(message(thrown).strip()),
            cause == null || depth == DEEPEST ? null : standIn(cause, depth + 1));
    standIn.setStackTrace(thrown.getStackTrace());
    if (depth < DEEPEST) {
      Stream.of(thrown.getSuppressed())
          .forEach(other -> standIn.addSuppressed(standIn(other, depth + 1)));
    }
    return standIn;
  }

  /** Prints as the throwable it stands for: its own class would say nothing. */
  @SuppressWarnings("OverrideThrowableToString")
  private static final class StandIn extends Throwable {
    private static final long serialVersionUID = 1L;

    StandIn(String text, @Nullable Throwable cause) {
      super(text, cause);
    }

    @Override
    public String toString() {
      return String.valueOf(getMessage());
    }
  }
}
