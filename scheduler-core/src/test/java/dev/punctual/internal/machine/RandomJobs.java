package dev.punctual.internal.machine;

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
import java.util.List;
import java.util.Random;

/** Definitions, policies and outcomes at random, from small sets in which everything meets. */
final class RandomJobs {
  private static final List<Integer> SECONDS = List.of(1, 2, 5, 30, 60, 600);

  private final Random random;

  RandomJobs(Random random) {
    this.random = random;
  }

  Job job(Instant now) {
    var job =
        Job.of("job", Target.handler("work"), trigger(now))
            .withCatchUp(catchUp())
            .withOverlap(overlap())
            .withRetry(retry());
    if (random.nextInt(4) == 0) {
      job = job.withDelivery(Delivery.AT_MOST_ONCE);
    }
    if (random.nextInt(4) == 0) {
      job = job.withPauseAfterFailures(1 + upTo(3));
    }
    return random.nextInt(3) > 0 ? job : job.withMaxExecutions(1 + upTo(8));
  }

  private Overlap overlap() {
    return switch (upTo(5)) {
      case 0 -> Overlap.allow(2 + upTo(2));
      case 1 -> Overlap.queue(1 + upTo(3));
      case 2 -> Overlap.cancelRunning();
      default -> Overlap.skip();
    };
  }

  private Trigger trigger(Instant now) {
    var trigger = plain(now);
    return random.nextInt(4) == 0 ? trigger.withJitter(Duration.ofMillis(1 + upTo(900))) : trigger;
  }

  private Trigger plain(Instant now) {
    return switch (upTo(9)) {
      case 0 -> Trigger.at(now.plus(some()));
      case 1 -> Trigger.at(now.minus(some()));
      case 2, 3 -> Trigger.afterEnd(some());
      case 4 -> Trigger.every(some(), now.plusMillis(upTo(5_000)));
      case 5 -> Trigger.every(some()).until(now.plus(some().multipliedBy(5)));
      default -> Trigger.every(some());
    };
  }

  CatchUp catchUp() {
    var policy =
        switch (upTo(3)) {
          case 0 -> CatchUp.none();
          case 1 -> CatchUp.latest();
          default -> CatchUp.all();
        };
    if (policy.mode() != CatchUp.Mode.NONE && random.nextInt(3) == 0) {
      policy = policy.within(some().multipliedBy(3));
    }
    if (policy.mode() == CatchUp.Mode.ALL && random.nextBoolean()) {
      policy = policy.atMost(1 + upTo(6));
    }
    return random.nextInt(3) > 0 ? policy : policy.withGrace(Duration.ofMillis(upTo(3_000)));
  }

  private Retry retry() {
    return switch (upTo(3)) {
      case 0 -> Retry.none();
      case 1 -> Retry.fixed(1 + upTo(3), some());
      default ->
          Retry.exponential(1 + upTo(4), Duration.ofSeconds(1), Duration.ofSeconds(30))
              .withJitter(upTo(101));
    };
  }

  Outcome outcome() {
    var outcome =
        switch (upTo(9)) {
          case 5 -> Outcome.declined("nothing to do");
          case 0 -> Outcome.accepted("");
          case 1 -> Outcome.failed("no");
          case 2 -> Outcome.retry("not now");
          case 3 -> Outcome.notStarted("refused");
          case 4 -> Outcome.unknown("reset");
          default -> Outcome.succeeded();
        };
    return random.nextInt(8) == 0 ? outcome.withRetryAfter(some()) : outcome;
  }

  private Duration some() {
    return Duration.ofSeconds(SECONDS.get(upTo(SECONDS.size())));
  }

  int upTo(int bound) {
    return random.nextInt(bound);
  }
}
