package dev.punctual;

import dev.punctual.spi.ExecutionRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One line of the execution log: one scheduled time of one job, or a counted range of times that
 * did not run. A snapshot; it does not change when the execution goes on.
 */
public final class Execution {
  private final ExecutionRecord line;

  private Execution(ExecutionRecord line) {
    this.line = line;
  }

  /**
   * The view of a stored line.
   *
   * @param line the line
   * @return the execution
   */
  public static Execution of(ExecutionRecord line) {
    return new Execution(line);
  }

  /**
   * Its identity and idempotency key.
   *
   * @return the id
   */
  public ExecutionId id() {
    return line.id();
  }

  /**
   * The job.
   *
   * @return its id
   */
  public JobId job() {
    return line.job();
  }

  /**
   * Why it exists.
   *
   * @return the kind
   */
  public ExecutionKind kind() {
    return line.kind();
  }

  /**
   * Where it stands.
   *
   * @return the status
   */
  public ExecutionStatus status() {
    return line.status();
  }

  /**
   * The instant the trigger named; for a manual run, when it was asked for; for a range, its first.
   *
   * @return the scheduled time
   */
  public Instant scheduledTime() {
    return line.scheduledTime();
  }

  /**
   * The last scheduled time this line stands for.
   *
   * @return the scheduled time, unless it is a range
   */
  public Instant through() {
    return line.through();
  }

  /**
   * How many scheduled times this line stands for.
   *
   * @return 1, unless it is a range
   */
  public long times() {
    return line.times();
  }

  /**
   * When the latest attempt might start: the scheduled time, a retry's time, or when it was caught
   * up.
   *
   * @return the due time
   */
  public Instant dueTime() {
    return line.dueTime();
  }

  /**
   * When the latest attempt started.
   *
   * @return the start; empty if none has
   */
  public Optional<Instant> start() {
    return line.start();
  }

  /**
   * When the execution ended.
   *
   * @return the end; empty while it is open
   */
  public Optional<Instant> end() {
    return line.end();
  }

  /**
   * How late the latest attempt started: start minus due time.
   *
   * @return never negative; zero if none has started, or while the next one is waited for
   */
  public Duration lateness() {
    return line.start()
        .map(start -> Duration.between(line.dueTime(), start))
        .filter(late -> !late.isNegative())
        .orElse(Duration.ZERO);
  }

  /**
   * How many attempts it has had, the current one included.
   *
   * @return 0 if it never had one
   */
  public int attempts() {
    return line.attempt();
  }

  /**
   * The node that claimed it last.
   *
   * @return the node; empty if none has
   */
  public Optional<NodeId> node() {
    return line.node();
  }

  /**
   * Why it did not run, or was not tried again.
   *
   * @return the reason, or null if it ran to its end
   */
  public @Nullable SkipReason reason() {
    return line.reason().orElse(null);
  }

  /**
   * What the target returned.
   *
   * @return at most 16,000 characters, perhaps empty
   */
  public String result() {
    return line.result();
  }

  /**
   * What went wrong in the latest attempt that failed.
   *
   * @return at most 16,000 characters, empty if nothing did
   */
  public String error() {
    return line.error();
  }

  /**
   * The target's own log lines.
   *
   * @return at most 16,000 characters, perhaps empty
   */
  public String log() {
    return line.log();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Execution that && line.equals(that.line);
  }

  @Override
  public int hashCode() {
    return line.hashCode();
  }

  /** One line for people; results and errors of targets stay out of it. */
  @Override
  public String toString() {
    var text = new StringBuilder();
    text.append(line.job()).append(' ').append(line.scheduledTime()).append(' ');
    text.append(line.status());
    line.reason().ifPresent(reason -> text.append(' ').append(reason));
    if (line.times() > 1) {
      text.append(' ').append(line.times()).append(" times through ").append(line.through());
    }
    if (line.kind() != ExecutionKind.SCHEDULED) {
      text.append(' ').append(line.kind());
    }
    if (line.start().isPresent()) {
      text.append(", attempt ").append(line.attempt());
      text.append(", late by ").append(lateness().toMillis()).append(" ms");
    }
    return text.toString();
  }
}
