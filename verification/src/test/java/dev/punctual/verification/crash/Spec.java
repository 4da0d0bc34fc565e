package dev.punctual.verification.crash;

import dev.punctual.CatchUp;
import dev.punctual.Delivery;
import dev.punctual.Job;
import dev.punctual.Overlap;
import dev.punctual.Retry;
import dev.punctual.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A job as the checker knows it: what it asked for, never what the library made of it.
 *
 * @param job the id
 * @param times its scheduled times
 * @param behaviour what its target does
 * @param catchUp what becomes of missed times
 * @param overlap what becomes of times that arrive while it runs
 * @param tries how many failed attempts end an execution
 * @param atMostOnce whether an execution may start only once
 * @param limit the most executions; 0 for no limit
 */
record Spec(
    String job,
    Times times,
    Behaviour behaviour,
    CatchUp catchUp,
    Overlap overlap,
    int tries,
    boolean atMostOnce,
    long limit) {
  static Spec every(String job, Duration period) {
    return of(job, new Times.Every(period));
  }

  static Spec at(String job, Instant instant) {
    return of(job, new Times.At(instant));
  }

  private static Spec of(String job, Times times) {
    return new Spec(job, times, Behaviour.SUCCEEDS, CatchUp.latest(), Overlap.skip(), 1, false, 0);
  }

  Spec with(Behaviour other) {
    return new Spec(job, times, other, catchUp, overlap, tries, atMostOnce, limit);
  }

  Spec with(CatchUp other) {
    return new Spec(job, times, behaviour, other, overlap, tries, atMostOnce, limit);
  }

  Spec with(Overlap other) {
    return new Spec(job, times, behaviour, catchUp, other, tries, atMostOnce, limit);
  }

  Spec withTries(int other) {
    return new Spec(job, times, behaviour, catchUp, overlap, other, atMostOnce, limit);
  }

  Spec startedAtMostOnce() {
    return new Spec(job, times, behaviour, catchUp, overlap, tries, true, limit);
  }

  Spec limitedTo(long other) {
    return new Spec(job, times, behaviour, catchUp, overlap, tries, atMostOnce, other);
  }

  Optional<Instant> next(Instant after) {
    return times.next(after);
  }

  Job definition() {
    var job =
        Job.of(job(), Target.handler(behaviour.target()), times.trigger())
            .withCatchUp(catchUp)
            .withOverlap(overlap)
            .withRetry(tries == 1 ? Retry.none() : Retry.fixed(tries, Duration.ofMillis(1_300)))
            .withDelivery(atMostOnce ? Delivery.AT_MOST_ONCE : Delivery.AT_LEAST_ONCE);
    return limit == 0 ? job : job.withMaxExecutions(limit);
  }
}
