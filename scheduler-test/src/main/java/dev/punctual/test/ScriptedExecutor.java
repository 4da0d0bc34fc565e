package dev.punctual.test;

import dev.punctual.Attempt;
import dev.punctual.Outcome;
import dev.punctual.Payload;
import dev.punctual.Target;
import dev.punctual.spi.JobExecutor;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * An executor that answers as it is told and remembers what it was asked, to stand in under the
 * name of a real one. Takes any target and payload. May be used by several threads.
 */
public final class ScriptedExecutor implements JobExecutor {
  private final Function<Attempt<Payload>, Outcome> script;
  private final Queue<Attempt<Payload>> attempts = new ConcurrentLinkedQueue<>();

  private ScriptedExecutor(Function<Attempt<Payload>, Outcome> script) {
    this.script = script;
  }

  /**
   * Every attempt succeeds.
   *
   * @return the executor
   */
  public static ScriptedExecutor succeeding() {
    return answering(attempt -> Outcome.succeeded());
  }

  /**
   * Every attempt fails and may be retried.
   *
   * @param error the error
   * @return the executor
   */
  public static ScriptedExecutor failing(String error) {
    return answering(attempt -> Outcome.retry(error));
  }

  /**
   * Attempts end so, one after the other; the last outcome goes on for ever.
   *
   * @param first the first outcome
   * @param others the following ones
   * @return the executor
   */
  public static ScriptedExecutor answering(Outcome first, Outcome... others) {
    var next = new AtomicInteger();
    return answering(attempt -> {
      int i = Math.min(next.getAndIncrement(), others.length);
      return i == 0 ? first : others[i - 1];
    });
  }

  /**
   * Each attempt ends as the script says.
   *
   * @param script from the attempt to its outcome; may block, and may throw
   * @return the executor
   */
  public static ScriptedExecutor answering(Function<Attempt<Payload>, Outcome> script) {
    return new ScriptedExecutor(script);
  }

  /**
   * What it was asked so far.
   *
   * @return the attempts, in the order they began
   */
  public List<Attempt<Payload>> attempts() {
    return List.copyOf(attempts);
  }

  @Override
  public void validate(Target<?> target, Payload payload) {}

  @Override
  public Outcome execute(Attempt<Payload> attempt) {
    attempts.add(attempt);
    return script.apply(attempt);
  }
}
