package dev.punctual.sqlite;

import dev.punctual.JobId;
import dev.punctual.Payload;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * Tells a definition that was damaged, or that belongs to another job. The payload has a checksum
 * of its own, because most reads leave it out.
 */
final class Checksum {
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
}
