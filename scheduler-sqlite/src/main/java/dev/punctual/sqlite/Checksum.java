package dev.punctual.sqlite;

import dev.punctual.JobId;
import dev.punctual.Payload;
import dev.punctual.spi.ExecutionRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Tells values that were damaged on the disk, or that belong to another row: SQLite itself notices
 * damage to the structure of a file, but not to what is stored in it. Each row of {@code job} and
 * {@code execution} has a checksum; a definition has two, because most reads leave the payload out.
 */
final class Checksum {
  private static final char SEPARATOR = '\0';
  private static final int LIKELY_LENGTH = 600;

  private Checksum() {}

  static long of(JobId job, String text) {
    return of(job, "text", text.getBytes(StandardCharsets.UTF_8));
  }

  static long of(JobId job, Payload payload) {
    return of(job, payload.format().name(), payload.toBytes());
  }

  private static long of(JobId job, String kind, byte[] bytes) {
    var sum = new CRC32C();
    sum.update((job.value() + ' ' + kind + ' ').getBytes(StandardCharsets.UTF_8));
    sum.update(bytes);
    return sum.getValue();
  }

  /** Of the values of a row of {@code job}, in a fixed order. */
  static long ofJob(@Nullable Object... values) {
    var all = new StringBuilder(LIKELY_LENGTH);
    for (int i = 0; i < values.length; i++) {
      if (i > 0) {
        all.append(SEPARATOR);
      }
      all.append(values[i]);
    }
    return of(all.toString());
  }

  /** Of a line of the log. */
  static long of(ExecutionRecord line) {
    var all = new StringBuilder(LIKELY_LENGTH);
    for (Object value :
        List.of(
            line.id(),
            line.job(),
            line.kind(),
            line.status(),
            line.scheduledTime().toEpochMilli(),
            line.dueTime().toEpochMilli(),
            line.start(),
            line.end(),
            line.attempt(),
            line.failures(),
            line.interruptions(),
            line.node(),
            line.times(),
            line.through().toEpochMilli(),
            line.reason(),
            line.result(),
            line.error(),
            line.log())) {
      all.append(value).append(SEPARATOR);
    }
    return of(all.toString());
  }

  private static long of(String text) {
    var sum = new CRC32C();
    sum.update(text.getBytes(StandardCharsets.UTF_8));
    return sum.getValue();
  }
}
