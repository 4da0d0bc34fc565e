package dev.punctual.internal.machine;

import dev.punctual.internal.text.Lines;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where the decisions about a job stand; stored with it as text that the store does not read.
 *
 * @param incarnation fresh for each creation, part of every execution key; kept by replacement,
 *     except by an instant that has passed, which an older trigger may have named already
 * @param cursor the last scheduled time that was decided; the next one comes after it
 * @param count the executions that count towards maxExecutions
 * @param serial how many manual runs were asked for
 * @param failuresInRow how many executions on schedule have failed since the last success
 * @param immediate the one scheduled time had passed when the job was created, so it runs whatever
 *     catch-up says
 * @param retired paused because the code no longer declares it, or declares it as switched off
 * @param declared a digest of what the code last declared; empty for a job that is not declared
 * @param note why it is paused; empty otherwise
 * @param backlog what is being caught up
 * @param manual runs that wait for a free slot, in order
 */
public record Progress(
    String incarnation,
    Instant cursor,
    long count,
    long serial,
    int failuresInRow,
    boolean immediate,
    boolean retired,
    String declared,
    String note,
    Optional<Backlog> backlog,
    List<ManualRun> manual) {
  /** Copies the list. */
  public Progress {
    manual = List.copyOf(manual);
  }

  static Progress created(String incarnation, Instant cursor, boolean immediate, String declared) {
    return new Progress(
        incarnation, cursor, 0, 0, 0, immediate, false, declared, "", Optional.empty(), List.of());
  }

  /**
   * Reads the text form.
   *
   * @param text as {@link #text} writes it
   * @return the progress
   * @throws RuntimeException of several kinds if it is not the text form
   */
  public static Progress parse(String text) {
    var values = Lines.parse(text);
    return new Progress(
        required(values.get("incarnation")),
        Instant.parse(required(values.get("cursor"))),
        Long.parseLong(values.getOrDefault("count", "0")),
        Long.parseLong(values.getOrDefault("serial", "0")),
        Integer.parseInt(values.getOrDefault("failures", "0")),
        values.containsKey("immediate"),
        values.containsKey("retired"),
        values.getOrDefault("declared", ""),
        values.getOrDefault("note", ""),
        Optional.ofNullable(values.get("backlog")).map(Backlog::parse),
        Optional.ofNullable(values.get("manual")).stream()
            .flatMap(runs -> Arrays.stream(runs.split(", ", -1)))
            .map(ManualRun::parse)
            .toList());
  }

  private static String required(@Nullable String value) {
    if (value == null) {
      throw new IllegalArgumentException("progress lacks incarnation or cursor");
    }
    return value;
  }

  /**
   * Writes the text form: a line per value that is not the usual one.
   *
   * @return the text
   */
  public String text() {
    var values = new LinkedHashMap<String, String>();
    values.put("incarnation", incarnation);
    values.put("cursor", cursor.toString());
    values.put("count", Long.toString(count));
    if (serial > 0) {
      values.put("serial", Long.toString(serial));
    }
    if (failuresInRow > 0) {
      values.put("failures", Integer.toString(failuresInRow));
    }
    if (immediate) {
      values.put("immediate", "yes");
    }
    if (retired) {
      values.put("retired", "yes");
    }
    if (!declared.isEmpty()) {
      values.put("declared", declared);
    }
    if (!note.isEmpty()) {
      values.put("note", note);
    }
    backlog.ifPresent(range -> values.put("backlog", range.toString()));
    if (!manual.isEmpty()) {
      values.put(
          "manual", manual.stream().map(ManualRun::toString).collect(Collectors.joining(", ")));
    }
    return Lines.format(values);
  }
}
