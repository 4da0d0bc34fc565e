package dev.punctual.verification.crash;

import dev.punctual.Attempt;
import dev.punctual.Payload;
import dev.punctual.SchedulerBuilder;
import dev.punctual.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** The handlers of all behaviours; what they see is in the journal before they go on. */
final class TargetSide {
  private final Journal journal;
  private final Supplier<Instant> now;
  private final Duration work;
  private final CountDownLatch gate = new CountDownLatch(1);

  /**
   * A target.
   *
   * @param journal where it writes
   * @param now the time it writes down
   * @param work how long the work of {@link Behaviour#WORKS} takes, in real time
   */
  TargetSide(Journal journal, Supplier<Instant> now, Duration work) {
    this.journal = journal;
    this.now = now;
    this.work = work;
  }

  void openGate() {
    gate.countDown();
  }

  void register(SchedulerBuilder builder) {
    for (var behaviour : Behaviour.values()) {
      builder.handler(Target.handler(behaviour.target()), run -> carryOut(behaviour, run));
    }
  }

  /** So that a kill finds attempts in the middle of their work. */
  private void work() {
    long end = System.nanoTime() + work.toNanos();
    for (long left = work.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private void carryOut(Behaviour behaviour, Attempt<Payload> run) throws InterruptedException {
    var job = run.job().value();
    journal.write(
        new Seen.Begun(now.get(), job, run.key(), run.kind(), run.scheduledTime(), run.number()));
    if (behaviour == Behaviour.WAITS) {
      gate.await();
    } else if (behaviour == Behaviour.WORKS) {
      work();
    } else if (behaviour == Behaviour.HALTS) {
      journal.writeAndHalt(new Seen.Down(now.get()), Fuse.HALTED);
    }
    boolean fails = behaviour.fails(run.number());
    journal.write(new Seen.Done(now.get(), job, run.key(), run.number(), !fails));
    if (fails) {
      throw new IllegalStateException("attempt " + run.number() + " is to fail");
    }
  }
}
