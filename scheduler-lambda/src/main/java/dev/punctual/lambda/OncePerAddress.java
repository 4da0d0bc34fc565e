package dev.punctual.lambda;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Runs something once for each address, in the thread that asks first; others that ask meanwhile
 * wait, and share a failure, so that a hundred attempts at a function that cannot be deployed make
 * one deployment and not a queue of them. A failure is forgotten: who asks afterwards tries again.
 * An interrupt stops only the thread it was meant for.
 */
final class OncePerAddress {
  private final ConcurrentMap<String, FutureTask<?>> runs = new ConcurrentHashMap<>();

  /** What is run. */
  @FunctionalInterface
  interface Action {
    void run() throws NotReadyException, InterruptedException;
  }

  void ensure(String address, Action action) throws NotReadyException, InterruptedException {
    while (true) {
      var mine = new FutureTask<>(asCallable(action));
      FutureTask<?> other = runs.putIfAbsent(address, mine);
      boolean isMine = other == null;
      FutureTask<?> run = isMine ? mine : other;
      if (isMine) {
        mine.run();
      }
      try {
        run.get();
        return;
      } catch (ExecutionException e) {
        runs.remove(address, run);
        rethrow(Objects.requireNonNull(e.getCause()), isMine);
      }
    }
  }

  private static Callable<Boolean> asCallable(Action action) {
    return () -> {
      action.run();
      return true;
    };
  }

  private static void rethrow(Throwable failure, boolean isMine)
      throws NotReadyException, InterruptedException {
    switch (failure) {
      case InterruptedException interrupt -> {
        if (isMine) {
          throw interrupt;
        }
      }
      case NotReadyException notReady -> throw notReady;
      case RuntimeException unexpected -> throw unexpected;
      default -> throw new IllegalStateException(failure);
    }
  }

  void forget(String address) {
    runs.remove(address);
  }
}
