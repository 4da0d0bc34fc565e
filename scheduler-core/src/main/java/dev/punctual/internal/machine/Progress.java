package dev.punctual.internal.machine;

import dev.punctual.internal.text.Lines;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where the decisions about a job stand; stored with it as text that the store does not read.
 *
 * @param incarnation fresh for each creation, part of every execution key; kept by replacement,
 *     except by an instant that has passed, which an older trigger may have named already
 * @param cursor the last scheduled time that was decided; the next one comes after it
 * @param count the executions that count towards maxExecutions
 * @param serial numbers what has no times of its own: runs by hand, and the executions of a trigger
 *     that counts from the last end
 * @param failuresInRow how many executions on schedule have failed since the last success
 * @param immediate the one scheduled time had passed when the job was created, so it runs whatever
 *     catch-up says
 * @param retired paused because the code no longer declares it, or declares it as switched off
 * @param declared a digest of what the code last declared; empty for a job that is not declared
 * @param note why it is paused; empty otherwise
 * @param backlog what is being caught up
 * @param manual runs that wait for a free slot, in order
 * @param answered the latest calls that asked for runs
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
    List<ManualRun> manual,
    List<Answered> answered) {
  /** Copies the lists. */
  public Progress {
    manual = List.copyOf(manual);
    answered = List.copyOf(answered);
  }

  static Progress created(String incarnation, Instant cursor, boolean immediate, String declared) {
    return new Progress(
        incarnation,
        cursor,
        0,
        0,
        0,
        immediate,
        false,
        declared,
        "",
        Optional.empty(),
        List.of(),
        List.of());
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
        list(values.get("manual"), ManualRun::parse),
        list(values.get("answered"), Answered::parse));
  }

  private static <T> List<T> list(@Nullable String text, Function<String, T> parser) {
    return text == null ? List.of() : Arrays.stream(text.split(", ", -1)).map(parser).toList();
  }

  private static String text(List<?> values) {
    return values.stream().map(Object::toString).collect(Collectors.joining(", "));
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
      values.put("manual", text(manual));
    }
    if (!answered.isEmpty()) {
      values.put("answered", text(answered));
    }
    return Lines.format(values);
  }
}
