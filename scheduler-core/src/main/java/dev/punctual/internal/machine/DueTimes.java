package dev.punctual.internal.machine;

import dev.punctual.Job;
import dev.punctual.Trigger;
import java.time.Duration;
import java.time.Instant;

/**
 * When the execution of a scheduled time is due: at that time, or spread over the trigger's jitter
 * after it. The spread is a pure function of the execution's key, hence the same for every node and
 * after every restart. It ends before the next scheduled time, so that due times keep the order of
 * scheduled times, and at most the latest passed one is not due yet.
 */
public final class DueTimes {
  private DueTimes() {}

  /**
   * The due time of an execution on schedule.
   *
   * @param job its job
   * @param incarnation the job's incarnation
   * @param scheduledTime its scheduled time
   * @return the scheduled time or later
   */
  public static Instant of(Job job, String incarnation, Instant scheduledTime) {
    var trigger = job.trigger();
    if (trigger.jitter().isZero()) {
      return scheduledTime;
    }
    var key = Keys.ofScheduled(job.id(), incarnation, scheduledTime);
    return scheduledTime.plusMillis(Keys.number(key) % (longest(trigger, scheduledTime) + 1));
  }

  private static long longest(Trigger trigger, Instant scheduledTime) {
    long jitter = trigger.jitter().toMillis();
    if (trigger.isAfterEnd()) {
      return jitter;
    }
    return trigger
        .nextAfter(scheduledTime)
        .map(next -> Math.min(jitter, Duration.between(scheduledTime, next).toMillis() - 1))
        .orElse(jitter);
  }
}
