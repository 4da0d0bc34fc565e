package dev.punctual.verification.simulation;

import dev.punctual.Attempt;
import dev.punctual.CatchUp;
import dev.punctual.Delivery;
import dev.punctual.Job;
import dev.punctual.Outcome;
import dev.punctual.Overlap;
import dev.punctual.Retry;
import dev.punctual.Target;
import dev.punctual.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;

/**
 * A job of a simulation: its definition, when the checker expects it, and how its target behaves.
 *
 * @param job the definition
 * @param period its scheduled times are the multiples of so much; zero if they are not
 * @param calm whether its target always succeeds, within a third of a second
 * @param seed decides what the target answers
 */
record JobPlan(Job job, Duration period, boolean calm, long seed) {
  private static final List<Integer> PERIODS = List.of(1, 2, 3, 5, 10, 20);
  private static final List<Integer> CRON_PERIODS = List.of(5, 10, 20);

  /** What the target does with an attempt. */
  record Reaction(Duration takes, Outcome outcome) {}

  static JobPlan draw(Random random, int number) {
    var period = Duration.ZERO;
    Trigger trigger;
    switch (random.nextInt(10)) {
      case 0, 1 -> {
        var wait = Duration.ofSeconds(random.nextInt(250));
        trigger = Trigger.at(NodeClock.START.plus(wait));
      }
      case 2 -> trigger = Trigger.afterEnd(Duration.ofSeconds(1 + random.nextInt(10)));
      case 3, 4 -> {
        period = Duration.ofSeconds(CRON_PERIODS.get(random.nextInt(CRON_PERIODS.size())));
        trigger = Trigger.cron("0/" + period.toSeconds() + " * * * * ?", ZoneOffset.UTC);
      }
      default -> {
        period = Duration.ofSeconds(PERIODS.get(random.nextInt(PERIODS.size())));
        trigger = Trigger.every(period);
      }
    }
    var job =
        Job.of("job-" + number, Target.of("target", "x"), trigger)
            .withCatchUp(catchUp(random))
            .withOverlap(overlap(random))
            .withRetry(retry(random));
    if (random.nextInt(4) == 0) {
      job = job.withDelivery(Delivery.AT_MOST_ONCE);
    }
    if (random.nextInt(3) == 0) {
      job = job.withMaxExecutions(1 + random.nextInt(12));
    }
    if (random.nextInt(5) == 0) {
      job = job.withTimeout(Duration.ofSeconds(3));
    }
    if (random.nextInt(8) == 0) {
      job = job.withPauseAfterFailures(2);
    }
    return new JobPlan(job, period, random.nextInt(3) == 0, random.nextLong());
  }

  private static CatchUp catchUp(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> CatchUp.none();
      case 1 -> CatchUp.all().atMost(5);
      case 2 -> CatchUp.all().within(Duration.ofSeconds(20));
      case 3 -> CatchUp.all();
      default -> CatchUp.latest();
    };
  }

  private static Overlap overlap(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> Overlap.allow(2);
      case 1 -> Overlap.queue(2);
      case 2 -> Overlap.cancelRunning();
      default -> Overlap.skip();
    };
  }

  private static Retry retry(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> Retry.fixed(3, Duration.ofSeconds(1 + random.nextInt(4)));
      case 1 -> Retry.exponential(4, Duration.ofMillis(500), Duration.ofSeconds(4)).withJitter(50);
      default -> Retry.none();
    };
  }

  /**
   * The same for the same attempt, in whichever order attempts arrive. Further attempts may take so
   * long that other nodes come and go, while there is time for that.
   */
  Reaction react(Attempt<?> attempt, boolean hasTime) {
    var random = new Random(seed ^ attempt.key().hashCode() * 31L + attempt.number());
    random.nextLong();
    if (calm) {
      return new Reaction(Duration.ofMillis(seed % 2 == 0 ? 5 : 300), Outcome.succeeded());
    }
    var takes =
        Duration.ofMillis(random.nextInt(5) == 0 ? random.nextInt(6_000) : random.nextInt(60));
    if (attempt.number() > 1 && hasTime && random.nextBoolean()) {
      takes = takes.plusSeconds(random.nextInt(60));
    }
    var outcome =
        switch (random.nextInt(16)) {
          case 0, 1 -> Outcome.retry("not now");
          case 2 -> Outcome.unknown("reset");
          case 3 -> Outcome.notStarted("refused");
          case 4 -> random.nextBoolean() ? Outcome.failed("no") : Outcome.declined("nothing to do");
          default -> Outcome.succeeded();
        };
    return new Reaction(takes, outcome);
  }

  boolean hasPeriod() {
    return period.isPositive();
  }

  /** Whether the checker knows this as one of the job's scheduled times. */
  boolean names(Instant scheduledTime) {
    return !hasPeriod() || scheduledTime.toEpochMilli() % period.toMillis() == 0;
  }

  int bound() {
    return job.overlap().bound();
  }

  @Override
  public String toString() {
    return "%-8s %s; catch-up %s; overlap %s; retry %s; %s%s%s%s%s"
        .formatted(
            job.id(),
            job.trigger(),
            job.catchUp(),
            job.overlap(),
            job.retry(),
            job.delivery(),
            job.maxExecutions().isPresent() ? "; max " + job.maxExecutions().getAsLong() : "",
            job.timeout().isPresent() ? "; timeout" : "",
            job.pauseAfterFailures().isPresent() ? "; pauses after 2" : "",
            calm ? "; calm" : "");
  }
}
