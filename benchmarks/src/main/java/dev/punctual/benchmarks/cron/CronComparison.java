package dev.punctual.benchmarks.cron;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures every row with every library that can read it, prints the tables and fails if Punctual
 * is slower anywhere.
 *
 * <p>The libraries take turns, row by row, and that in several rounds, each in a JVM of its own: so
 * whatever else the machine does falls on all of them, and so does the luck of one JVM.
 */
public final class CronComparison {
  private static final int SLOWER = 1;

  /**
   * A small heap in place from the start, collected by the thread that fills it: where cores are
   * few, fresh pages and collecting threads would cost now one library and now another.
   */
  private static final List<String> HEAP =
      List.of("-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC");

  /** The first JDK that warns of the memory access that JMH 1.37 uses. */
  private static final int WARNS_OF_UNSAFE = 24;

  private CronComparison() {}

  /**
   * How long to measure.
   *
   * @param rounds how many JVMs each measurement gets
   * @param warmUp how many iterations of each JVM do not count
   * @param warmUpMillis what each of them takes
   * @param iterations how many iterations count
   * @param millis what each of them takes: short, so that a disturbance spoils few
   */
  private record Plan(int rounds, int warmUp, long warmUpMillis, int iterations, long millis) {
    static final Plan FULL = new Plan(2, 8, 200, 20, 20);
    static final Plan QUICK = new Plan(1, 2, 70, 5, 20);
  }

  /**
   * Runs it. The system property {@code quick}, if true, makes it too short to mean anything, for
   * trying things out.
   */
  public static void main(String[] args) throws RunnerException {
    Plan plan = Boolean.getBoolean("quick") ? Plan.QUICK : Plan.FULL;
    ComparisonTable table = new ComparisonTable();
    for (int round = 1; round <= plan.rounds; round++) {
      for (List<CronRow> rows : runs()) {
        System.err.printf("round %d of %d: %s%n", round, plan.rounds, CronRow.label(rows));
        for (RunResult result : new Runner(options(plan, rows)).run()) {
          collect(result, rows, table);
        }
      }
    }
    System.out.println(table.text());
    if (!table.slower().isEmpty()) {
      System.exit(SLOWER);
    }
  }

  /** Each row by itself, and those that every library can read in turn. */
  private static List<List<CronRow>> runs() {
    List<CronRow> common =
        CronRow.ALL.stream().filter(row -> row.peers().size() == Peer.values().length).toList();
    return Stream.concat(CronRow.ALL.stream().map(List::of), Stream.of(common)).toList();
  }

  private static Options options(Plan plan, List<CronRow> rows) {
    return new OptionsBuilder()
        .include(CronBenchmark.class.getName())
        .param("rows", rows.stream().map(CronRow::name).collect(joining(",")))
        .param("peer", rows.getFirst().peers().stream().map(Peer::name).toArray(String[]::new))
        .forks(1)
        .jvmArgsAppend(jvmArgs())
        .warmupIterations(plan.warmUp)
        .warmupTime(TimeValue.milliseconds(plan.warmUpMillis))
        .measurementIterations(plan.iterations)
        .measurementTime(TimeValue.milliseconds(plan.millis))
        .shouldFailOnError(true)
        .verbosity(VerboseMode.SILENT)
        .build();
  }

  private static String[] jvmArgs() {
    List<String> args = new ArrayList<>(HEAP);
    if (Runtime.version().feature() >= WARNS_OF_UNSAFE) {
      args.add("--sun-misc-unsafe-memory-access=allow");
    }
    return args.toArray(String[]::new);
  }

  private static void collect(RunResult result, List<CronRow> rows, ComparisonTable table) {
    String benchmark = result.getParams().getBenchmark();
    String operation = benchmark.substring(benchmark.lastIndexOf('.') + 1);
    Peer peer = Peer.valueOf(result.getParams().getParam("peer"));
    result.getBenchmarkResults().stream()
        .flatMap(fork -> fork.getIterationResults().stream())
        .map(IterationResult::getPrimaryResult)
        .forEach(nanos -> table.add(operation, rows, peer, nanos.getScore()));
  }
}
