package dev.punctual.benchmarks.jobs;

import dev.punctual.benchmarks.jobs.peers.BareInserts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How many jobs a second are scheduled for tomorrow: by one caller, one by one; by sixteen callers,
 * one by one; in batches of a thousand. What no scheduler can surpass is given by {@link
 * BareInserts}; what none can whose jobs are decided by a thread of its own, by the same with one
 * more thread.
 */
final class ScheduleRate implements Scenario {
  private static final int CALLERS = 16;

  @Override
  public String name() {
    return "schedule";
  }

  @Override
  public String title() {
    return "jobs scheduled per second, each durable when the call returns";
  }

  @Override
  public List<Contender> contenders() {
    return Arrays.stream(Contender.values()).filter(Contender::isDurable).toList();
  }

  @Override
  public int jobs(Contender contender) {
    return contender.isSlow() ? 10_000 : 100_000;
  }

  @Override
  public Figures measure(Contender contender, int jobs, Path folder) throws Exception {
    var warmUp = Files.createDirectory(folder.resolve("warm-up"));
    run(contender, jobs / 5, warmUp);
    var figures = run(contender, jobs, Files.createDirectory(folder.resolve("measured")));
    if (contender.isScheduler()) {
      return figures;
    }
    try (var session = BareInserts.open(Files.createDirectory(folder.resolve("handed-on")))) {
      session.start();
      return figures.with(
          "one caller, by way of one more thread",
          perSecond(jobs / 10, () -> handedOn(session, jobs / 10)));
    }
  }

  private static Figures run(Contender contender, int jobs, Path folder) throws Exception {
    var due = Instant.now().plus(Duration.ofDays(1));
    int few = jobs / 10;
    try (var session = contender.isScheduler() ? contender.open(folder) : BareInserts.open(folder);
        var callers = Executors.newFixedThreadPool(CALLERS)) {
      session.start();
      double alone = perSecond(few, () -> oneByOne(session, 0, few, due));
      double together = perSecond(few, () -> together(session, callers, few, due));
      double batches = perSecond(jobs, () -> batches(session, 2 * few, jobs, due));
      return Figures.none()
          .with("one caller", alone)
          .with("16 callers", together)
          .with("batches of 1,000", batches);
    }
  }

  private static double perSecond(int jobs, Callable<?> work) throws Exception {
    long begin = System.nanoTime();
    work.call();
    return jobs / ((System.nanoTime() - begin) / 1e9);
  }

  private static boolean oneByOne(Session session, int first, int jobs, Instant due)
      throws Exception {
    for (int i = 0; i < jobs; i++) {
      session.schedule(first + i, due);
    }
    return true;
  }

  /** What one caller gets if a thread that decides stands between it and the one that stores. */
  private static boolean handedOn(Session session, int jobs) throws Exception {
    var due = Instant.now().plus(Duration.ofDays(1));
    try (var between = Executors.newSingleThreadExecutor()) {
      for (int i = 0; i < jobs; i++) {
        int number = i;
        between.submit(() -> oneByOne(session, number, 1, due)).get();
      }
    }
    return true;
  }

  private static boolean together(Session session, ExecutorService callers, int jobs, Instant due)
      throws Exception {
    var calls = new ArrayList<Future<Boolean>>();
    for (int caller = 0; caller < CALLERS; caller++) {
      int first = jobs + caller * (jobs / CALLERS);
      calls.add(callers.submit(() -> oneByOne(session, first, jobs / CALLERS, due)));
    }
    for (var call : calls) {
      call.get();
    }
    return true;
  }

  private static boolean batches(Session session, int first, int jobs, Instant due)
      throws Exception {
    session.fill(first, Collections.nCopies(jobs, due));
    return true;
  }
}
