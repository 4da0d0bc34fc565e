package dev.punctual.benchmarks.cron;

import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What one library takes for one expression, or for several in turn. {@link CronComparison} gives
 * the parameters and runs it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CronBenchmark {
  /** The library. */
  @Param public Peer peer = Peer.PUNCTUAL;

  /** Names of rows of the table, with commas between. */
  @Param("daily")
  public String rows = "";

  private CronRow[] row = {};
  private Walk<?>[] walk = {};
  private int turn;

  /** Reads the expressions. */
  @Setup
  public void readRows() {
    row = Stream.of(rows.split(",", -1)).map(CronRow::of).toArray(CronRow[]::new);
    walk = new Walk<?>[row.length];
    for (int i = 0; i < row.length; i++) {
      walk[i] = Walk.along(row[i].parse(peer));
    }
  }

  /** One next time. */
  @Benchmark
  public void next(Blackhole hole) {
    hole.consume(walk[turn()].next());
  }

  /** From the text to what can be asked for its next time. */
  @Benchmark
  public void parse(Blackhole hole) {
    hole.consume(row[turn()].parse(peer));
  }

  private int turn() {
    turn = turn + 1 < row.length ? turn + 1 : 0;
    return turn;
  }
}
