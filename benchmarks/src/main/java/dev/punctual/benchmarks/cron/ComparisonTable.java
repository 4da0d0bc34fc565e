package dev.punctual.benchmarks.cron;

import static java.util.stream.Collectors.joining;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The results as Markdown, one table for each operation. Not thread-safe. */
final class ComparisonTable {
  private final Map<String, Map<List<CronRow>, Map<Peer, Samples>>> operations =
      new LinkedHashMap<>();

  void add(String operation, List<CronRow> rows, Peer peer, double nanos) {
    operations
        .computeIfAbsent(operation, name -> new LinkedHashMap<>())
        .computeIfAbsent(rows, key -> new EnumMap<>(Peer.class))
        .computeIfAbsent(peer, key -> new Samples())
        .add(nanos);
  }

  /** Returns where a peer takes less time than Punctual. */
  List<String> slower() {
    List<String> slower = new ArrayList<>();
    operations.forEach((operation, lines) ->
        lines.forEach((rows, line) ->
            line.keySet().stream()
                .filter(peer -> ratio(line, peer) < 1)
                .map(peer -> operation + ", " + CronRow.label(rows) + ", " + peer.label())
                .forEach(slower::add)));
    return slower;
  }

  String text() {
    String machine =
        """
        %s, JDK %d, %d cores. Nanoseconds: the median, and how far around it half of the samples lie;
        in bold, how many times Punctual's median.\
        """
            .formatted(
                LocalDate.now(ZoneOffset.UTC),
                Runtime.version().feature(),
                Runtime.getRuntime().availableProcessors());
    String closing = slower().isEmpty() ? "none" : String.join("; ", slower());
    return Stream.of(
            Stream.of(machine),
            operations.entrySet().stream().map(entry -> table(entry.getKey(), entry.getValue())),
            Stream.of("Slower than a peer on: " + closing))
        .flatMap(part -> part)
        .collect(joining("\n\n"));
  }

  private static String table(String operation, Map<List<CronRow>, Map<Peer, Samples>> lines) {
    String head =
        """
        | %s | expression | zone | %s |
        | --- | --- | --- |%s
        """
            .formatted(
                operation,
                Arrays.stream(Peer.values()).map(Peer::label).collect(joining(" | ")),
                " ---: |".repeat(Peer.values().length));
    return head
        + lines.entrySet().stream()
            .map(line -> line(line.getKey(), line.getValue()))
            .collect(joining("\n"));
  }

  private static String line(List<CronRow> rows, Map<Peer, Samples> line) {
    CronRow row = rows.getFirst();
    String what =
        rows.size() == 1
            ? "%s | `%s` | %s".formatted(row.name(), row.quartz(), row.zone())
            : CronRow.label(rows) + " | | ";
    String figures =
        Arrays.stream(Peer.values()).map(peer -> cell(line, peer)).collect(joining(" | "));
    return "| %s | %s |".formatted(what, figures);
  }

  private static String cell(Map<Peer, Samples> line, Peer peer) {
    Samples samples = line.get(peer);
    if (samples == null) {
      return "–";
    }
    String nanos =
        String.format(Locale.ROOT, "%,.0f ±%.0f %%", samples.median(), samples.spread() * 100);
    return peer == Peer.PUNCTUAL
        ? nanos
        : nanos + String.format(Locale.ROOT, " = **%.1f×**", ratio(line, peer));
  }

  private static double ratio(Map<Peer, Samples> line, Peer peer) {
    Samples ours = line.get(Peer.PUNCTUAL);
    Samples theirs = line.get(peer);
    if (ours == null || theirs == null) {
      throw new IllegalStateException("a row without figures of Punctual and " + peer.label());
    }
    return theirs.median() / ours.median();
  }
}
