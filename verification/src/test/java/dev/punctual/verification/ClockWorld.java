package dev.punctual.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.Attempt;
import dev.punctual.CatchUp;
import dev.punctual.Delivery;
import dev.punctual.Execution;
import dev.punctual.ExecutionStatus;
import dev.punctual.IfExists;
import dev.punctual.Job;
import dev.punctual.Outcome;
import dev.punctual.Overlap;
import dev.punctual.Payload;
import dev.punctual.Retry;
import dev.punctual.Scheduler;
import dev.punctual.SchedulerBuilder;
import dev.punctual.SchedulerEvent;
import dev.punctual.Target;
import dev.punctual.Trigger;
import dev.punctual.spi.Persistence;
import dev.punctual.test.ScriptedExecutor;
import dev.punctual.test.TestScheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A scheduler in virtual time whose clocks jump, and what the target of its jobs saw. Jobs are a
 * table: a name, the text form of the trigger, and those of other policies, as in {@code nightly:
 * every 1d; catch-up none; overlap allow 2; delivery at-most-once; retry fixed 3 every 10s; at most
 * 7 runs}.
 */
final class ClockWorld implements AutoCloseable {
  static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  private final Collection<Start> starts = new ConcurrentLinkedQueue<>();
  private final Collection<Duration> jumps = new ConcurrentLinkedQueue<>();
  private final Set<String> interrupted = new HashSet<>();
  private final List<Job> jobs;
  private final Function<Attempt<Payload>, Outcome> script;
  final TestScheduler time;

  /** An attempt as its target saw it, with what the wall clock showed. */
  record Start(String job, String key, int attempt, Instant scheduledTime, Instant at) {}

  /** What can happen to the clocks, and an outage to compare it with. */
  enum Jump {
    STEP {
      @Override
      void by(Duration duration, TestScheduler time) {
        time.stepClock(duration);
      }
    },
    SUSPEND {
      @Override
      void by(Duration duration, TestScheduler time) {
        time.suspend(duration);
      }
    },
    STALL {
      @Override
      void by(Duration duration, TestScheduler time) {
        time.stall(duration);
      }
    },
    OUTAGE {
      @Override
      void by(Duration duration, TestScheduler time) {
        time.down(duration);
      }
    };

    abstract void by(Duration duration, TestScheduler time);
  }

  static ClockWorld of(String table) {
    return new ClockWorld(table, Persistence.inMemory(), b -> b, run -> Outcome.succeeded());
  }

  ClockWorld(
      String table,
      Persistence store,
      UnaryOperator<SchedulerBuilder> settings,
      Function<Attempt<Payload>, Outcome> script) {
    this.jobs = table.lines().map(ClockWorld::job).toList();
    this.script = script;
    var builder =
        Scheduler.builder()
            .persistence(store)
            .executor("target", ScriptedExecutor.answering(this::run))
            .on(SchedulerEvent.ClockJumped.class, event -> jumps.add(event.ahead()));
    this.time = TestScheduler.start(settings.apply(builder), START);
    time.scheduler().scheduleAll(jobs, IfExists.REJECT);
  }

  private Outcome run(Attempt<Payload> attempt) {
    starts.add(
        new Start(
            attempt.job().value(),
            attempt.key(),
            attempt.number(),
            attempt.scheduledTime(),
            time.now()));
    return script.apply(attempt);
  }

  private static Job job(String line) {
    var name = line.substring(0, line.indexOf(':')).strip();
    var parts = line.substring(line.indexOf(':') + 1).split(";", -1);
    var job = Job.of(name, Target.of("target", "any"), Trigger.parse(parts[0].strip()));
    for (int i = 1; i < parts.length; i++) {
      job = with(job, parts[i].strip().split(" ", 2));
    }
    return job;
  }

  private static Job with(Job job, String... policy) {
    return switch (policy[0]) {
      case "catch-up" -> job.withCatchUp(CatchUp.parse(policy[1]));
      case "overlap" -> job.withOverlap(Overlap.parse(policy[1]));
      case "retry" -> job.withRetry(Retry.parse(policy[1]));
      case "delivery" ->
          job.withDelivery(
              policy[1].equals("at-most-once") ? Delivery.AT_MOST_ONCE : Delivery.AT_LEAST_ONCE);
      case "at" -> job.withMaxExecutions(Long.parseLong(policy[1].split(" ", -1)[1]));
      default -> throw new IllegalArgumentException(String.join(" ", policy));
    };
  }

  List<Job> jobs() {
    return jobs;
  }

  List<Start> starts() {
    return List.copyOf(starts);
  }

  List<Start> starts(String job) {
    return starts.stream().filter(start -> start.job().equals(job)).toList();
  }

  /** The jumps that listeners were told of; all of them once the world is closed. */
  List<Duration> jumps() {
    return List.copyOf(jumps);
  }

  /** Kills the process. What was open then may start again: a crash pays for a duplicate. */
  void crash(Duration duration) {
    time.executions().stream()
        .filter(line -> !line.status().isFinal())
        .forEach(line -> interrupted.add(line.id().value()));
    time.crash(duration);
  }

  /** Whatever the clocks do: nothing starts early, nothing starts twice, the log agrees. */
  void checkLaws(String what) {
    assertThat(starts.stream().filter(this::isWhole))
        .extracting(start -> start.key() + " #" + start.attempt())
        .as(what + ": each attempt of a key starts once")
        .doesNotHaveDuplicates();
    assertThat(starts)
        .as(what + ": no first attempt before its scheduled time")
        .filteredOn(start -> start.attempt() == 1)
        .allMatch(start -> !start.at().isBefore(start.scheduledTime()));
    for (var job : jobs) {
      checkLog(what + ", job " + job.id(), job);
    }
  }

  private boolean isWhole(Start start) {
    return !interrupted.contains(start.key());
  }

  private void checkLog(String what, Job job) {
    var log = time.executions(job.id().value());
    Map<String, Execution> byKey = new HashMap<>();
    log.forEach(line -> byKey.put(line.id().value(), line));
    assertThat(starts(job.id().value()))
        .as(what + ": what ran is in the log, and not as skipped")
        .filteredOn(this::isWhole)
        .allMatch(start -> byKey.containsKey(start.key()))
        .noneMatch(start -> byKey.get(start.key()).status() == ExecutionStatus.SKIPPED);
    if (!job.trigger().isAfterEnd()) {
      var cursor = START;
      for (var line : log.reversed()) {
        var times = job.trigger().between(cursor, line.through()).orElseThrow();
        assertThat(times.first())
            .as(what + ": no time is left out, or twice in the log; " + line)
            .isEqualTo(line.scheduledTime());
        assertThat(times.count()).as(what + ", " + line).isEqualTo(line.times());
        cursor = line.through();
      }
    }
  }

  @Override
  public void close() {
    time.close();
  }
}
