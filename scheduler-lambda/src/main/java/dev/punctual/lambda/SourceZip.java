package dev.punctual.lambda;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.core.SdkBytes;

/**
 * A zip of one file whose bytes depend on its name and text alone, so that its hash is the same
 * after a restart, in another zone and on another JDK: the time is fixed, and the text is stored,
 * since what a deflater writes changes with its version. The time is not the first instant a zip
 * can hold, because Java stores that one in the zone of the machine.
 */
final class SourceZip {
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  private SourceZip() {}

  static SdkBytes of(String file, byte[] text) {
    var crc = new CRC32();
    crc.update(text);
    var entry = new ZipEntry(file);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(text.length);
    entry.setCrc(crc.getValue());
    entry.setTimeLocal(TIME);
    var bytes = new ByteArrayOutputStream(text.length + 256);
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(entry);
      zip.write(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return SdkBytes.fromByteArrayUnsafe(bytes.toByteArray());
  }
}
