package dev.punctual.examples;

import dev.punctual.ExecutionId;
import dev.punctual.ExecutionKind;
import dev.punctual.ExecutionStatus;
import dev.punctual.JobId;
import dev.punctual.JobState;
import dev.punctual.NodeId;
import dev.punctual.Payload;
import dev.punctual.SkipReason;
import dev.punctual.spi.ChangeId;
import dev.punctual.spi.Definition;
import dev.punctual.spi.ExecutionRecord;
import dev.punctual.spi.JobChange;
import dev.punctual.spi.JobRecord;
import dev.punctual.spi.Persistence;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The two kinds of entry as bytes: a batch of changes, and a purge. P7: instants, texts and bytes
 * come back as they were.
 */
final class JournalFormat {
  private JournalFormat() {}

  private static <T> byte[] entry(boolean isPurge, T content, Writer<T> writer) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeBoolean(isPurge);
      writer.write(out, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static byte[] commit(List<JobChange> changes) {
    return entry(false, changes, (out, all) -> writeAll(out, all, JournalFormat::write));
  }

  static byte[] purge(Instant endedBefore, int keepPerJob, int limit) {
    return entry(
        true,
        endedBefore,
        (out, instant) -> {
          write(out, instant);
          out.writeInt(keepPerJob);
          out.writeInt(limit);
        });
  }

  /** Makes the call again that an entry was written for. */
  static void replay(byte[] entry, Persistence onto) {
    try (var in = new DataInputStream(new ByteArrayInputStream(entry))) {
      if (in.readBoolean()) {
        onto.purge(instant(in), in.readInt(), in.readInt());
      } else {
        onto.commit(readAll(in, JournalFormat::readChange));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(DataOutputStream out, JobChange change) throws IOException {
    out.writeLong(change.expectedVersion());
    var record = change.record();
    write(out, record.id().value());
    out.writeLong(record.version());
    write(out, record.change().node().value());
    out.writeLong(record.change().sequence());
    writeIf(out, record.wake(), JournalFormat::write);
    write(out, record.state().name());
    write(out, record.executor());
    writeAll(out, record.tags(), JournalFormat::write);
    write(out, record.progress());
    writeAll(out, record.open(), JournalFormat::write);
    writeIf(out, change.definition(), JournalFormat::write);
    writeAll(out, change.ended(), JournalFormat::write);
  }

  private static JobChange readChange(DataInputStream in) throws IOException {
    long expected = in.readLong();
    var record =
        new JobRecord(
            JobId.of(text(in)),
            in.readLong(),
            new ChangeId(new NodeId(text(in)), in.readLong()),
            readIf(in, JournalFormat::instant),
            JobState.valueOf(text(in)),
            text(in),
            Set.copyOf(readAll(in, JournalFormat::text)),
            text(in),
            readAll(in, JournalFormat::execution));
    return new JobChange(
        expected,
        record,
        readIf(in, JournalFormat::definition),
        readAll(in, JournalFormat::execution));
  }

  private static void write(DataOutputStream out, Definition definition) throws IOException {
    write(out, definition.text());
    write(out, definition.payload().format().name());
    out.writeInt(definition.payload().size());
    out.write(definition.payload().toBytes());
  }

  private static Definition definition(DataInputStream in) throws IOException {
    return new Definition(
        text(in), Payload.of(Payload.Format.valueOf(text(in)), in.readNBytes(in.readInt())));
  }

  private static void write(DataOutputStream out, ExecutionRecord line) throws IOException {
    write(out, line.id().value());
    write(out, line.job().value());
    write(out, line.kind().name());
    write(out, line.status().name());
    write(out, line.scheduledTime());
    write(out, line.dueTime());
    writeIf(out, line.start(), JournalFormat::write);
    writeIf(out, line.end(), JournalFormat::write);
    out.writeInt(line.attempt());
    out.writeInt(line.failures());
    out.writeInt(line.interruptions());
    writeIf(out, line.node().map(NodeId::value), JournalFormat::write);
    out.writeLong(line.times());
    write(out, line.through());
    writeIf(out, line.reason().map(SkipReason::name), JournalFormat::write);
    write(out, line.result());
    write(out, line.error());
    write(out, line.log());
  }

  private static ExecutionRecord execution(DataInputStream in) throws IOException {
    return new ExecutionRecord(
        new ExecutionId(text(in)),
        JobId.of(text(in)),
        ExecutionKind.valueOf(text(in)),
        ExecutionStatus.valueOf(text(in)),
        instant(in),
        instant(in),
        readIf(in, JournalFormat::instant),
        readIf(in, JournalFormat::instant),
        in.readInt(),
        in.readInt(),
        in.readInt(),
        readIf(in, JournalFormat::text).map(NodeId::new),
        in.readLong(),
        instant(in),
        readIf(in, JournalFormat::text).map(SkipReason::valueOf),
        text(in),
        text(in),
        text(in));
  }

  private static void write(DataOutputStream out, Instant instant) throws IOException {
    out.writeLong(instant.toEpochMilli());
  }

  private static Instant instant(DataInputStream in) throws IOException {
    return Instant.ofEpochMilli(in.readLong());
  }

  /** Char by char: UTF-8 would change half a surrogate pair. */
  private static void write(DataOutputStream out, String text) throws IOException {
    out.writeInt(text.length());
    out.writeChars(text);
  }

  private static String text(DataInputStream in) throws IOException {
    var chars = new char[in.readInt()];
    for (int i = 0; i < chars.length; i++) {
      chars[i] = in.readChar();
    }
    return new String(chars);
  }

  private interface Writer<T> {
    void write(DataOutputStream out, T value) throws IOException;
  }

  private interface Reader<T> {
    T read(DataInputStream in) throws IOException;
  }

  private static <T> void writeAll(DataOutputStream out, Collection<T> all, Writer<T> writer)
      throws IOException {
    out.writeInt(all.size());
    for (var each : all) {
      writer.write(out, each);
    }
  }

  private static <T> List<T> readAll(DataInputStream in, Reader<T> reader) throws IOException {
    var all = new ArrayList<T>();
    for (int left = in.readInt(); left > 0; left--) {
      all.add(reader.read(in));
    }
    return all;
  }

  private static <T> void writeIf(DataOutputStream out, Optional<T> value, Writer<T> writer)
      throws IOException {
    writeAll(out, value.map(List::of).orElse(List.of()), writer);
  }

  private static <T> Optional<T> readIf(DataInputStream in, Reader<T> reader) throws IOException {
    return readAll(in, reader).stream().findFirst();
  }
}
