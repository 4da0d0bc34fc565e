package dev.punctual.lambda;

import java.time.Duration;

/** How a thread waits between two looks at AWS; tests do not. */
@FunctionalInterface
interface Pause {
  Pause SLEEP = Thread::sleep;

  void last(Duration duration) throws InterruptedException;
}
