package dev.punctual.verification.crash;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.punctual.CatchUp;
import dev.punctual.JobQuery;
import dev.punctual.JobState;
import dev.punctual.JobStatus;
import dev.punctual.Overlap;
import dev.punctual.Scheduler;
import dev.punctual.SchedulerBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Two hundred jobs of all kinds, each every one to five seconds. */
final class Soak {
  static final int JOBS = 200;

  private Soak() {}

  static List<Spec> specs() {
    return IntStream.range(0, JOBS).mapToObj(Soak::spec).toList();
  }

  private static Spec spec(int i) {
    var spec = Spec.every("job-" + i, ofSeconds(1 + i % 5));
    return switch (i % 8) {
      case 0 -> spec.with(CatchUp.all());
      case 1 -> spec.with(CatchUp.none());
      case 2 -> spec.startedAtMostOnce();
      case 3 -> spec.with(Behaviour.FAILS_TWICE).withTries(4);
      case 4 -> spec.limitedTo(20).with(CatchUp.all());
      case 5 -> spec.with(Overlap.queue(2)).with(Behaviour.WORKS);
      case 6 -> spec.with(Behaviour.FAILS).withTries(2);
      default -> spec.with(Behaviour.WORKS);
    };
  }

  static Map<String, List<Spec>> versions() {
    return specs().stream().collect(Collectors.toMap(Spec::job, List::of));
  }

  /** The jobs and their targets, as each process declares them. */
  static SchedulerBuilder declare(SchedulerBuilder builder, TargetSide target) {
    target.register(builder);
    specs().forEach(spec -> builder.job(spec.definition()));
    return builder.drain(ofMillis(500));
  }

  /** What an operator does about jobs that were parked after five kills in one execution. */
  static void resumeParked(Scheduler scheduler) {
    for (JobStatus job : scheduler.jobs(JobQuery.all().limit(1_000))) {
      if (job.state() == JobState.PAUSED && job.note().startsWith("parked")) {
        scheduler.job(job.id().value()).resume();
      }
    }
  }

  static List<Seen> asked(Instant at) {
    return specs().stream().<Seen>map(s -> new Seen.Asked(at, -1, Call.SCHEDULE, s.job())).toList();
  }

  static List<Seen> answered(Instant at) {
    return specs().stream()
        .<Seen>map(spec -> new Seen.Answered(at, -1, Call.SCHEDULE, spec.job(), "-"))
        .toList();
  }
}
