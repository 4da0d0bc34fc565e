package dev.punctual.sqlite;

import dev.punctual.ExecutionId;
import dev.punctual.ExecutionKind;
import dev.punctual.ExecutionStatus;
import dev.punctual.JobId;
import dev.punctual.NodeId;
import dev.punctual.SkipReason;
import dev.punctual.spi.ExecutionRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The open executions of a job as a JSON array, in the column {@code open}; null for none. A field
 * with its usual value (no failures, one time, no text) is left out.
 */
final class OpenExecutions {
  private static final Set<String> FIELDS =
      Set.of(
          "id",
          "kind",
          "status",
          "scheduled",
          "due",
          "started",
          "ended",
          "attempt",
          "failures",
          "interruptions",
          "node",
          "times",
          "through",
          "reason",
          "result",
          "error",
          "log");

  private OpenExecutions() {}

  static @Nullable String write(List<ExecutionRecord> open) {
    if (open.isEmpty()) {
      return null;
    }
    var json = new JsonText().begin('[');
    open.forEach(execution -> write(json, execution));
    return json.end(']').toString();
  }

  /**
   * Who holds them: one node, several in one text, or null for none. It differs from a node's id if
   * and only if another node holds one, which is all that the search for dead nodes' jobs needs.
   */
  static @Nullable String owner(List<ExecutionRecord> open) {
    var nodes = new TreeSet<String>();
    for (ExecutionRecord execution : open) {
      execution.node().ifPresent(node -> nodes.add(node.value()));
    }
    return nodes.isEmpty() ? null : String.join(",", nodes);
  }

  private static void write(JsonText json, ExecutionRecord execution) {
    json.begin('{')
        .field("id", execution.id().value())
        .field("kind", execution.kind().name())
        .field("status", execution.status().name())
        .field("scheduled", execution.scheduledTime().toEpochMilli())
        .field("due", execution.dueTime().toEpochMilli());
    execution.start().ifPresent(start -> json.field("started", start.toEpochMilli()));
    execution.end().ifPresent(end -> json.field("ended", end.toEpochMilli()));
    json.field("attempt", execution.attempt());
    number(json, "failures", execution.failures(), 0);
    number(json, "interruptions", execution.interruptions(), 0);
    execution.node().ifPresent(node -> json.field("node", node.value()));
    number(json, "times", execution.times(), 1);
    number(
        json,
        "through",
        execution.through().toEpochMilli(),
        execution.scheduledTime().toEpochMilli());
    execution.reason().ifPresent(reason -> json.field("reason", reason.name()));
    text(json, "result", execution.result());
    text(json, "error", execution.error());
    text(json, "log", execution.log());
    json.end('}');
  }

  private static void number(JsonText json, String name, long value, long usual) {
    if (value != usual) {
      json.field(name, value);
    }
  }

  private static void text(JsonText json, String name, String value) {
    if (!value.isEmpty()) {
      json.field(name, value);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws RuntimeException if it is anything else
   */
  static List<ExecutionRecord> read(JobId job, @Nullable String json) {
    if (json == null) {
      return List.of();
    }
    return JsonReader.objects(json).stream().map(fields -> read(job, fields)).toList();
  }

  private static ExecutionRecord read(JobId job, Map<String, Object> fields) {
    if (!FIELDS.containsAll(fields.keySet())) {
      throw new IllegalArgumentException("unknown field among " + fields.keySet());
    }
    return new ExecutionRecord(
        new ExecutionId(text(fields, "id").orElse("")),
        job,
        ExecutionKind.valueOf(text(fields, "kind").orElse("")),
        ExecutionStatus.valueOf(text(fields, "status").orElse("")),
        instant(fields, "scheduled").orElseThrow(),
        instant(fields, "due").orElseThrow(),
        instant(fields, "started"),
        instant(fields, "ended"),
        Math.toIntExact(number(fields, "attempt").orElseThrow()),
        Math.toIntExact(number(fields, "failures").orElse(0L)),
        Math.toIntExact(number(fields, "interruptions").orElse(0L)),
        text(fields, "node").map(NodeId::new),
        number(fields, "times").orElse(1L),
        instant(fields, "through").or(() -> instant(fields, "scheduled")).orElseThrow(),
        text(fields, "reason").map(SkipReason::valueOf),
        text(fields, "result").orElse(""),
        text(fields, "error").orElse(""),
        text(fields, "log").orElse(""));
  }

  private static Optional<Instant> instant(Map<String, Object> fields, String name) {
    return number(fields, name).map(Millis::instant);
  }

  private static Optional<Long> number(Map<String, Object> fields, String name) {
    return Optional.ofNullable(fields.get(name)).map(Long.class::cast);
  }

  private static Optional<String> text(Map<String, Object> fields, String name) {
    return Optional.ofNullable(fields.get(name)).map(String.class::cast);
  }
}
