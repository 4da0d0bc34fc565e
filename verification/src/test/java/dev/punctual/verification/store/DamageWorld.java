package dev.punctual.verification.store;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import dev.punctual.Attempt;
import dev.punctual.CatchUp;
import dev.punctual.Delivery;
import dev.punctual.Execution;
import dev.punctual.Job;
import dev.punctual.Overlap;
import dev.punctual.Retry;
import dev.punctual.Scheduler;
import dev.punctual.SchedulerBuilder;
import dev.punctual.SchedulerEvent;
import dev.punctual.SchedulerException;
import dev.punctual.Target;
import dev.punctual.Trigger;
import dev.punctual.sqlite.SqliteOptions;
import dev.punctual.sqlite.SqlitePersistence;
import dev.punctual.sqlite.Synchronous;
import dev.punctual.test.TestScheduler;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/**
 * A store with jobs of all kinds, and what becomes of them when a file that was damaged meanwhile
 * is opened again: which runs there were, told by the handlers, and which complaints.
 */
final class DamageWorld {
  static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final Instant AGAIN = START.plusSeconds(100);
  private static final Target<String> WORK = Target.handler("work", String.class);
  private static final SqliteOptions FAST =
      SqliteOptions.defaults().withSynchronous(Synchronous.NORMAL);

  private DamageWorld() {}

  /**
   * What a second start did.
   *
   * @param runs each run as its handler saw it
   * @param complaints what it refused, could not read, or failed with
   * @param invented lines of the log about runs that no handler saw
   */
  record Story(Set<String> runs, List<String> complaints, Set<String> invented) {}

  private static List<Job> jobs() {
    var every = Trigger.every(ofSeconds(10));
    var jobs = new ArrayList<Job>();
    for (int i = 0; i < 4; i++) {
      jobs.add(Job.of("tick-" + i, WORK, "tick " + i, every).withTags("red", "t" + i));
      jobs.add(Job.of("at-" + i, WORK, "at " + i, Trigger.at(AGAIN.plusSeconds(20 + i))));
    }
    jobs.add(Job.of("limited", WORK, "limited", every).withMaxExecutions(12));
    jobs.add(Job.of("all", WORK, "all", every).withCatchUp(CatchUp.all()));
    jobs.add(Job.of("most-once", WORK, "o", every).withDelivery(Delivery.AT_MOST_ONCE));
    jobs.add(Job.of("two", WORK, "two", every).withOverlap(Overlap.allow(2)));
    jobs.add(Job.of("fails", WORK, "fails", every).withRetry(Retry.fixed(3, ofSeconds(2))));
    jobs.add(Job.of("paused", WORK, "paused", every));
    return jobs;
  }

  /** Fills a new file, and closes it in order. */
  static void create(Path file) {
    var builder = builder(file, new ConcurrentLinkedQueue<>(), new ConcurrentLinkedQueue<>());
    try (var time = TestScheduler.start(builder, START)) {
      jobs().forEach(time.scheduler()::schedule);
      time.job("paused").pause("until it is resumed");
      time.advance(ofSeconds(72));
    }
  }

  /** Opens a file, lets three minutes pass, and tells what happened. */
  static Story reopen(Path file) {
    var runs = new ConcurrentLinkedQueue<String>();
    var complaints = new ConcurrentLinkedQueue<String>();
    var invented = new TreeSet<String>();
    try (var time = TestScheduler.start(builder(file, runs, complaints), AGAIN)) {
      time.advance(ofMinutes(3).minusSeconds(5));
      time.scheduler()
          .health()
          .unreadable()
          .forEach((job, reason) -> complaints.add(job + " " + reason));
      invented.addAll(invented(time.executions(), runs));
    } catch (SchedulerException e) {
      complaints.add(e.getMessage());
    }
    return new Story(new TreeSet<>(runs), List.copyOf(complaints), invented);
  }

  private static SchedulerBuilder builder(
      Path file, ConcurrentLinkedQueue<String> runs, ConcurrentLinkedQueue<String> complaints) {
    return Scheduler.builder()
        .persistence(SqlitePersistence.open(file, FAST))
        .on(SchedulerEvent.StoreChanged.class, event -> complaints.add(event.toString()))
        .handler(WORK, run -> note(run, runs));
  }

  private static void note(Attempt<String> run, ConcurrentLinkedQueue<String> runs) {
    runs.add(name(run.job().value(), run.scheduledTime()) + " " + run.payload());
    if (run.job().value().equals("fails") && run.number() < 3) {
      throw new IllegalStateException("as it should");
    }
  }

  private static String name(String job, Instant scheduled) {
    return job + " " + scheduled;
  }

  private static Set<String> invented(List<Execution> log, Iterable<String> runs) {
    var lines =
        log.stream()
            .filter(line -> line.start().filter(start -> !start.isBefore(AGAIN)).isPresent())
            .map(line -> name(line.job().value(), line.scheduledTime()))
            .collect(Collectors.toCollection(TreeSet::new));
    runs.forEach(run -> lines.remove(run.substring(0, run.indexOf('Z') + 1)));
    return lines;
  }
}
