package dev.punctual.verification;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.Attempt;
import dev.punctual.CatchUp;
import dev.punctual.Delivery;
import dev.punctual.Execution;
import dev.punctual.ExecutionStatus;
import dev.punctual.Job;
import dev.punctual.JobState;
import dev.punctual.Outcome;
import dev.punctual.Payload;
import dev.punctual.Scheduler;
import dev.punctual.SchedulerBuilder;
import dev.punctual.SkipReason;
import dev.punctual.Target;
import dev.punctual.Trigger;
import dev.punctual.spi.Persistence;
import dev.punctual.test.ScriptedExecutor;
import dev.punctual.test.TestScheduler;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A few jobs of different kinds, a store that fails or loses its answers, kills and shutdowns, all
 * drawn from a seed; then quiet. What ran is taken from the target, not from the log. The number of
 * seeds is the system property {@code punctual.faults.seeds}, the first one {@code
 * punctual.faults.seed}.
 */
class RandomFaultsTest {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final Target<?> TARGET = Target.of("target", "anything");
  private static final long LIMIT = 9;
  private static final List<String> JOBS = List.of("all", "latest", "limited", "most-once", "once");

  private final Map<String, List<Attempt<Payload>>> observed = new ConcurrentHashMap<>();

  static LongStream seeds() {
    long first = Long.getLong("punctual.faults.seed", 1);
    return LongStream.range(first, first + Long.getLong("punctual.faults.seeds", 500));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void promises_hold_under_store_faults_and_kills(long seed) {
    var random = new Random(seed);
    var store = new FaultyStore(Persistence.inMemory(), seed, 0.15 * random.nextDouble());
    try (var time = TestScheduler.start(builder(store), START)) {
      time.delayStore(ofMillis(random.nextInt(800)));
      for (int step = 0; step < 40; step++) {
        step(time, random);
      }
      store.enabled = false;
      time.down(ofSeconds(1));
      time.advance(ofSeconds(1));
      JOBS.forEach(job -> resumeIfParked(time, job));
      time.advance(ofSeconds(400));
      check(time, seed);
    }
  }

  /** Five kills during one execution park its job; an operator looks at it and resumes it. */
  private static void resumeIfParked(TestScheduler time, String job) {
    var status = time.job(job).status();
    if (status.state() == JobState.PAUSED) {
      assertThat(status.note()).startsWith("parked");
      time.job(job).resume(CatchUp.all());
    }
  }

  private SchedulerBuilder builder(Persistence store) {
    return Scheduler.builder()
        .persistence(store)
        .callTimeout(ofSeconds(30))
        .executor("target", ScriptedExecutor.answering(this::observe))
        .job(
            Job.of("all", TARGET, Trigger.every(ofSeconds(7)).until(START.plusSeconds(300)))
                .withCatchUp(CatchUp.all()))
        .job(Job.of("latest", TARGET, Trigger.every(ofSeconds(3)).until(START.plusSeconds(300))))
        .job(
            Job.of("limited", TARGET, Trigger.every(ofSeconds(5)))
                .withCatchUp(CatchUp.all())
                .withMaxExecutions(LIMIT))
        .job(
            Job.of("most-once", TARGET, Trigger.every(ofSeconds(4)).until(START.plusSeconds(300)))
                .withDelivery(Delivery.AT_MOST_ONCE))
        .job(Job.of("once", TARGET, Trigger.at(START.plusSeconds(50))));
  }

  private Outcome observe(Attempt<Payload> attempt) {
    observed.computeIfAbsent(attempt.job().value(), job -> new ArrayList<>()).add(attempt);
    return Outcome.succeeded();
  }

  private static void step(TestScheduler time, Random random) {
    switch (random.nextInt(12)) {
      case 0 -> time.crash(ofMillis(random.nextInt(9_000)));
      case 1 -> time.down(ofMillis(random.nextInt(9_000)));
      default -> time.advance(ofMillis(random.nextInt(6_000)));
    }
  }

  private void check(TestScheduler time, long seed) {
    for (var job : JOBS) {
      var log = time.executions(job);
      var what = "seed " + seed + ", job " + job;
      assertThat(log).as(what).allMatch(e -> e.status().isFinal());
      assertThat(time.job(job).status().state()).as(what).isEqualTo(JobState.FINISHED);
      var status = time.job(job).status();
      var trigger = status.definition().orElseThrow().trigger();
      everyScheduledTimeIsAccountedForOnce(what, trigger, log);
      if (!job.equals("limited")) {
        assertThat(trigger.nextAfter(log.getFirst().through())).as(what).isEmpty();
      }
      whatTheTargetSawIsInTheLog(what, job, log);
    }
    assertThat(ran("limited")).as("seed " + seed).hasSize((int) LIMIT);
    assertThat(observed.get("most-once"))
        .as("seed " + seed)
        .extracting(Attempt::key)
        .doesNotHaveDuplicates();
    assertThat(reasons(time, "all"))
        .as("seed " + seed + ": what is missed is caught up")
        .isSubsetOf(SkipReason.OVERLAP);
  }

  private static Set<SkipReason> reasons(TestScheduler time, String job) {
    return time.executions(job).stream()
        .filter(line -> line.status() == ExecutionStatus.SKIPPED)
        .map(line -> requireNonNull(line.reason()))
        .collect(Collectors.toSet());
  }

  private Set<Instant> ran(String job) {
    var times = new TreeSet<Instant>();
    observed.getOrDefault(job, List.of()).forEach(attempt -> times.add(attempt.scheduledTime()));
    return times;
  }

  /** The log, read from the oldest line on, names each time of the trigger exactly once. */
  private static void everyScheduledTimeIsAccountedForOnce(
      String what, Trigger trigger, List<Execution> log) {
    var cursor = START;
    for (var line : log.reversed()) {
      var times = trigger.between(cursor, line.through()).orElseThrow();
      assertThat(times.first()).as(what + ", line " + line).isEqualTo(line.scheduledTime());
      assertThat(times.count()).as(what + ", line " + line).isEqualTo(line.times());
      cursor = line.through();
    }
    assertThat(log).as(what).isNotEmpty();
  }

  private void whatTheTargetSawIsInTheLog(String what, String job, List<Execution> log) {
    Map<String, Execution> byKey = new HashMap<>();
    log.forEach(line -> byKey.put(line.id().value(), line));
    Map<String, Integer> attempts = new HashMap<>();
    for (var attempt : observed.getOrDefault(job, List.of())) {
      var line = byKey.get(attempt.key());
      assertThat(line).as(what + ", " + attempt).isNotNull();
      assertThat(line.status()).as(what).isNotEqualTo(ExecutionStatus.SKIPPED);
      assertThat(attempt.number())
          .as(what + ": attempt numbers rise, " + attempt)
          .isGreaterThan(attempts.getOrDefault(attempt.key(), 0));
      attempts.put(attempt.key(), attempt.number());
    }
    long succeeded = log.stream().filter(e -> e.status() == ExecutionStatus.SUCCEEDED).count();
    assertThat(succeeded).as(what).isLessThanOrEqualTo(attempts.size());
  }
}
