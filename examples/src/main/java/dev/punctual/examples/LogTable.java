package dev.punctual.examples;

import dev.punctual.Execution;
import dev.punctual.ExecutionKind;
import dev.punctual.NodeId;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The execution log as an aligned table, oldest scheduled time first. */
final class LogTable {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final List<String> HEADER =
      List.of("job", "scheduled", "due", "start", "late ms", "attempt", "process", "outcome");

  private LogTable() {}

  static String time(Instant instant) {
    return TIME.format(instant);
  }

  static void print(Collection<Execution> log, PrintStream out) {
    var byTime =
        log.stream()
            .sorted(Comparator.comparing(Execution::scheduledTime).thenComparing(Execution::job))
            .toList();
    var nodes = processes(byTime);
    var rows = new ArrayList<List<String>>();
    rows.add(HEADER);
    byTime.forEach(line -> rows.add(row(line, nodes)));
    var widths =
        IntStream.range(0, HEADER.size())
            .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    rows.add(1, Arrays.stream(widths).mapToObj("-"::repeat).toList());
    rows.forEach(row -> out.println(aligned(row, widths)));
  }

  /** The nodes that ran something, in the order in which they began. */
  private static List<NodeId> processes(List<Execution> log) {
    return log.stream()
        .filter(line -> line.start().isPresent())
        .sorted(Comparator.comparing(line -> line.start().orElseThrow()))
        .flatMap(line -> line.node().stream())
        .distinct()
        .toList();
  }

  private static List<String> row(Execution line, List<NodeId> nodes) {
    boolean ran = line.start().isPresent();
    return List.of(
        line.job().value(),
        time(line.scheduledTime()),
        ran ? time(line.dueTime()) : "",
        line.start().map(LogTable::time).orElse(""),
        ran ? Long.toString(line.lateness().toMillis()) : "",
        ran ? Integer.toString(line.attempts()) : "",
        line.node().filter(node -> ran).map(node -> "" + (nodes.indexOf(node) + 1)).orElse(""),
        outcome(line));
  }

  private static String outcome(Execution line) {
    var text = new StringBuilder(word(line.status()));
    if (line.kind() != ExecutionKind.SCHEDULED) {
      text.append(", ").append(word(line.kind()));
    }
    var reason = line.reason();
    if (reason != null) {
      text.append(", ").append(word(reason));
    }
    if (line.times() > 1) {
      text.append(", ").append(line.times()).append(" times through ").append(time(line.through()));
    }
    var said = Objects.requireNonNullElse(line.result(), "") + line.error();
    return said.isEmpty() ? text.toString() : text + ": " + said.replaceAll("\\s+", " ");
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String aligned(List<String> row, int[] widths) {
    return IntStream.range(0, widths.length)
        .mapToObj(i -> ("%" + (isNumber(i) ? "" : "-") + widths[i] + "s").formatted(row.get(i)))
        .collect(Collectors.joining("  "))
        .stripTrailing();
  }

  private static boolean isNumber(int column) {
    return column >= 4 && column <= 6;
  }
}
