package dev.punctual.examples;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/**
 * An append-only file of entries, each with its length and checksum in front. An entry that was
 * being written when the process died fails its check, is the last one, and is dropped.
 */
final class Journal implements AutoCloseable {
  private static final int HEAD = Integer.BYTES + Long.BYTES;

  private final FileChannel file;
  private long end;

  private Journal(FileChannel file) {
    this.file = file;
  }

  /** Opens a journal, which has one opener at a time. */
  static Journal open(Path path) throws IOException {
    var file =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      if (file.tryLock() != null) {
        return new Journal(file);
      }
    } catch (OverlappingFileLockException e) {
      file.close();
      throw new IOException(path + " is open in this process", e);
    }
    file.close();
    throw new IOException(path + " is open in another process");
  }

  /** Reads all entries from the beginning; new ones follow the last that is whole. */
  void replay(Consumer<byte[]> reader) throws IOException {
    for (var entry = read(); entry.length > 0; entry = read()) {
      reader.accept(entry);
      end += HEAD + entry.length;
    }
    file.truncate(end);
  }

  private byte[] read() throws IOException {
    var head = readFully(end, HEAD);
    if (head.remaining() < HEAD) {
      return new byte[0];
    }
    int length = head.getInt();
    long checksum = head.getLong();
    if (length <= 0 || length > file.size() - end - HEAD) {
      return new byte[0];
    }
    var entry = readFully(end + HEAD, length).array();
    return checksum(entry) == checksum ? entry : new byte[0];
  }

  private ByteBuffer readFully(long from, int length) throws IOException {
    var bytes = ByteBuffer.allocate(length);
    for (int n = 0; n >= 0 && bytes.hasRemaining(); ) {
      n = file.read(bytes, from + bytes.position());
    }
    return bytes.flip();
  }

  /** Returns when the entry is on disk; one that is not does not count, and is overwritten. */
  void append(byte[] entry) throws IOException {
    var bytes =
        ByteBuffer.allocate(HEAD + entry.length)
            .putInt(entry.length)
            .putLong(checksum(entry))
            .put(entry)
            .flip();
    while (bytes.hasRemaining()) {
      file.write(bytes, end + bytes.position());
    }
    file.force(false);
    end += bytes.limit();
  }

  private static long checksum(byte[] entry) {
    var checksum = new CRC32();
    checksum.update(entry);
    return checksum.getValue();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
