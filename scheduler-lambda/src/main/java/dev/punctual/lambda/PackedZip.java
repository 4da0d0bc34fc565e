package dev.punctual.lambda;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.core.SdkBytes;

/**
 * A zip whose bytes depend on the names and contents of its files alone, so that its hash is the
 * same after a restart, in another zone and on another JDK: the files are in the order of their
 * names, the time is fixed, and contents are stored, since what a deflater writes changes with its
 * version. The time is not the first instant a zip can hold, because Java stores that one in the
 * zone of the machine.
 */
final class PackedZip {
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  private PackedZip() {}

  static SdkBytes of(Map<String, byte[]> files) {
    int size = files.values().stream().mapToInt(content -> content.length + 256).sum();
    var bytes = new ByteArrayOutputStream(size);
    try (var zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : new TreeMap<>(files).entrySet()) {
        zip.putNextEntry(entry(file.getKey(), file.getValue()));
        zip.write(file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return SdkBytes.fromByteArrayUnsafe(bytes.toByteArray());
  }

  private static ZipEntry entry(String name, byte[] content) {
    var crc = new CRC32();
    crc.update(content);
    var entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    entry.setTimeLocal(TIME);
    return entry;
  }
}
