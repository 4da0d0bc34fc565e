package dev.punctual.internal.loop;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * A logger that never throws. The logging system is strangers' code: a full disk, a broken appender
 * or a missing class shows as an exception or an error of whatever call comes first, and the event
 * that the loop was handling would be left half done. What is thrown is told on the error stream,
 * the first time; the line is lost.
 *
 * <p>A line is a format and its arguments, the last of which may be what was thrown.
 */
final class GuardedLogger {
  private static final AtomicBoolean TOLD = new AtomicBoolean();

  private final Logger logger;

  private GuardedLogger(Logger logger) {
    this.logger = logger;
  }

  /** The logger of a name, guarded. */
  static GuardedLogger of(String name) {
    return new GuardedLogger(LoggerFactory.getLogger(name));
  }

  void trace(String format, @Nullable Object... arguments) {
    guard(to -> to.trace(format, arguments));
  }

  void debug(String format, @Nullable Object... arguments) {
    guard(to -> to.debug(format, arguments));
  }

  void info(String format, @Nullable Object... arguments) {
    guard(to -> to.info(format, arguments));
  }

  void warn(String format, @Nullable Object... arguments) {
    guard(to -> to.warn(format, arguments));
  }

  void error(String format, @Nullable Object... arguments) {
    guard(to -> to.error(format, arguments));
  }

  /** A line with keys and values, which are asked for only if it is written. */
  void event(Level level, Consumer<LoggingEventBuilder> line) {
    guard(to -> {
      if (to.isEnabledForLevel(level)) {
        line.accept(to.atLevel(level));
      }
    });
  }

  private void guard(Consumer<Logger> line) {
    try {
      line.accept(logger);
    } catch (Throwable error) {
      if (!TOLD.getAndSet(true)) {
        System.err.println("Punctual cannot log, and goes on without: " + error);
      }
    }
  }
}
