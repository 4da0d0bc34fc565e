package dev.punctual.verification.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The target's own file: each line is forced to the disk before {@link #write} returns, and so
 * before an attempt ends. Processes come and go and append to the same file. Thread-safe.
 */
final class Journal implements AutoCloseable {
  private final FileChannel channel;

  private Journal(FileChannel channel) {
    this.channel = channel;
  }

  static Journal append(Path file) {
    try {
      return new Journal(
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void write(Seen line) {
    write(List.of(line));
  }

  /** Writes lines that need not be on the disk one by one. */
  synchronized void write(List<Seen> lines) {
    var text = lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a last line and ends the process dead; nobody writes after it. */
  synchronized void writeAndHalt(Seen last, int exitCode) {
    write(last);
    Runtime.getRuntime().halt(exitCode);
  }

  /** Reads all lines; the last one only if its writer lived to complete it. */
  static List<Seen> read(Path file) {
    try {
      if (!Files.exists(file)) {
        return List.of();
      }
      var text = Files.readString(file);
      return text.substring(0, text.lastIndexOf('\n') + 1).lines().map(Seen::parse).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
