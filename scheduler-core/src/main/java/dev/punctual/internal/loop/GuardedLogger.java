package dev.punctual.internal.loop;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.slf4j.spi.NOPLoggingEventBuilder;

/**
 * Loggers that never throw. The logging system is strangers' code: a full disk, a broken appender
 * or a missing class shows as an exception or an error of whatever call comes first, and the event
 * that the loop was handling would be left half done. What is thrown is told on the error stream,
 * the first time; the line is lost.
 */
final class GuardedLogger {
  private static final AtomicBoolean TOLD = new AtomicBoolean();

  private GuardedLogger() {}

  /** The logger of a name, guarded, with the builders it gives out. */
  static Logger of(String name) {
    return guarded(Logger.class, LoggerFactory.getLogger(name));
  }

  private static <T> T guarded(Class<T> type, T unguarded) {
    return type.cast(
        Proxy.newProxyInstance(
            GuardedLogger.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> call(unguarded, method, arguments)));
  }

  private static @Nullable Object call(
      Object unguarded, Method method, Object @Nullable [] arguments) {
    Object answer;
    try {
      answer = method.invoke(unguarded, arguments);
    } catch (InvocationTargetException e) {
      return failed(method, e.getCause());
    } catch (Throwable e) {
      return failed(method, e);
    }
    return answer instanceof LoggingEventBuilder builder
        ? guarded(LoggingEventBuilder.class, builder)
        : answer;
  }

  private static @Nullable Object failed(Method method, @Nullable Throwable error) {
    if (!TOLD.getAndSet(true)) {
      System.err.println("Punctual cannot log, and goes on without: " + error);
    }
    if (method.getReturnType() == LoggingEventBuilder.class) {
      return NOPLoggingEventBuilder.singleton();
    }
    return method.getReturnType() == boolean.class ? false : null;
  }
}
