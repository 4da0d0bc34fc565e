package dev.punctual.verification.lambda;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;

/** Counts platform threads and pinned virtual threads of this process while something runs. */
final class Watch implements AutoCloseable {
  private static final String PINNED = "jdk.VirtualThreadPinned";

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final Recording recording = new Recording();

  Watch() {
    recording.enable(PINNED).withThreshold(Duration.ZERO);
    recording.start();
    threads.resetPeakThreadCount();
  }

  /** The most platform threads at once; virtual ones are not among them. */
  int mostThreads() {
    return threads.getPeakThreadCount();
  }

  /** How often a virtual thread held its carrier while it waited, and for how many ms in all. */
  String pinned() throws IOException {
    Path file = Files.createTempFile("pinned", ".jfr");
    recording.dump(file);
    var events =
        RecordingFile.readAllEvents(file).stream()
            .filter(event -> event.getEventType().getName().equals(PINNED))
            .toList();
    Files.delete(file);
    long millis = events.stream().mapToLong(event -> event.getDuration().toMillis()).sum();
    return events.size() + " (" + millis + " ms)";
  }

  @Override
  public void close() {
    recording.close();
  }
}
