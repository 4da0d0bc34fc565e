package dev.punctual.lambda;

import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/** The SDK wraps interrupts in its own unchecked exceptions; this takes them out again. */
final class Interrupts {
  private Interrupts() {}

  /** Throws if an interrupt is behind the exception, and clears the flag, as is the custom. */
  static void rethrow(SdkException thrown) throws InterruptedException {
    boolean caused =
        Stream.iterate((Throwable) thrown, Objects::nonNull, Throwable::getCause)
            .anyMatch(e -> e instanceof AbortedException || e instanceof InterruptedException);
    if (Thread.interrupted() || caused) {
      throw new InterruptedException("interrupted before the function was invoked");
    }
  }
}
