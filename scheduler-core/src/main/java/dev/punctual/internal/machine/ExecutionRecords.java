package dev.punctual.internal.machine;

import dev.punctual.ExecutionId;
import dev.punctual.ExecutionKind;
import dev.punctual.ExecutionStatus;
import dev.punctual.JobId;
import dev.punctual.NodeId;
import dev.punctual.Outcome;
import dev.punctual.SkipReason;
import dev.punctual.Trigger;
import dev.punctual.spi.ExecutionRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** The life of an execution's record: claimed, running, waiting, ended; and skipped ones. */
public final class ExecutionRecords {
  private static final int LONGEST_TEXT = 16_000;

  private ExecutionRecords() {}

  static ExecutionRecord claimed(
      ExecutionId id,
      JobId job,
      ExecutionKind kind,
      Instant scheduledTime,
      Instant dueTime,
      NodeId node) {
    return new ExecutionRecord(
        id,
        job,
        kind,
        ExecutionStatus.CLAIMED,
        scheduledTime,
        dueTime,
        Optional.empty(),
        Optional.empty(),
        1,
        0,
        0,
        Optional.of(node),
        1,
        scheduledTime,
        Optional.empty(),
        "",
        "",
        "");
  }

  static ExecutionRecord skipped(
      ExecutionId id, JobId job, Trigger.Times times, SkipReason reason, Instant now) {
    return new ExecutionRecord(
        id,
        job,
        ExecutionKind.SCHEDULED,
        ExecutionStatus.SKIPPED,
        times.first(),
        times.first(),
        Optional.empty(),
        Optional.of(now),
        0,
        0,
        0,
        Optional.empty(),
        times.count(),
        times.last(),
        Optional.of(reason),
        "",
        "",
        "");
  }

  static ExecutionRecord reclaimed(ExecutionRecord waiting, NodeId node) {
    return copy(
        waiting,
        ExecutionStatus.CLAIMED,
        waiting.dueTime(),
        waiting.attempt() + 1,
        Optional.empty(),
        Optional.of(node));
  }

  /**
   * The record once its attempt has started.
   *
   * @param claimed the claimed one
   * @param start when it started
   * @return a copy
   */
  public static ExecutionRecord started(ExecutionRecord claimed, Instant start) {
    return copy(
        claimed,
        ExecutionStatus.RUNNING,
        claimed.dueTime(),
        claimed.attempt(),
        Optional.of(start),
        claimed.node());
  }

  /** Waiting for its next attempt, of which {@code attempts} have been. */
  static ExecutionRecord waiting(ExecutionRecord open, Instant due, int attempts) {
    return copy(open, ExecutionStatus.WAITING, due, attempts, open.start(), Optional.empty());
  }

  /** Still running, but asked to stop, as a later scheduled time takes its place. */
  static ExecutionRecord givingWay(ExecutionRecord running) {
    return with(running, Optional.of(SkipReason.OVERLAP), running.error());
  }

  /** Still running, although it should have ended, for which a reason is given. */
  static ExecutionRecord stuck(ExecutionRecord running, String error) {
    return with(running, running.reason(), error);
  }

  /**
   * Whether it has been asked to stop, as a later scheduled time takes its place.
   *
   * @param open an open execution
   * @return true once it has been asked
   */
  public static boolean isGivingWay(ExecutionRecord open) {
    return open.reason().isPresent();
  }

  private static ExecutionRecord with(
      ExecutionRecord e, Optional<SkipReason> reason, String error) {
    return new ExecutionRecord(
        e.id(),
        e.job(),
        e.kind(),
        e.status(),
        e.scheduledTime(),
        e.dueTime(),
        e.start(),
        e.end(),
        e.attempt(),
        e.failures(),
        e.interruptions(),
        e.node(),
        e.times(),
        e.through(),
        reason,
        e.result(),
        error,
        e.log());
  }

  private static ExecutionRecord copy(
      ExecutionRecord e,
      ExecutionStatus status,
      Instant due,
      int attempt,
      Optional<Instant> start,
      Optional<NodeId> node) {
    return new ExecutionRecord(
        e.id(),
        e.job(),
        e.kind(),
        status,
        e.scheduledTime(),
        due,
        start,
        Optional.empty(),
        attempt,
        e.failures(),
        e.interruptions(),
        node,
        1,
        e.through(),
        e.reason(),
        e.result(),
        e.error(),
        e.log());
  }

  /** With one more failure or interruption counted, and what the attempt left behind. */
  static ExecutionRecord counted(
      ExecutionRecord e, int failures, int interruptions, Instant start, Outcome outcome) {
    boolean success = !isFailure(outcome);
    return new ExecutionRecord(
        e.id(),
        e.job(),
        e.kind(),
        e.status(),
        e.scheduledTime(),
        e.dueTime(),
        Optional.of(start),
        e.end(),
        e.attempt(),
        e.failures() + failures,
        e.interruptions() + interruptions,
        e.node(),
        e.times(),
        e.through(),
        e.reason(),
        success ? cut(outcome.text()) : "",
        success ? "" : cut(outcome.text()),
        cut(outcome.log()));
  }

  /** Ended for good. */
  static ExecutionRecord ended(
      ExecutionRecord e, ExecutionStatus status, Optional<SkipReason> reason, Instant end) {
    return new ExecutionRecord(
        e.id(),
        e.job(),
        e.kind(),
        status,
        e.scheduledTime(),
        e.dueTime(),
        e.start(),
        Optional.of(end),
        e.attempt(),
        e.failures(),
        e.interruptions(),
        e.node(),
        1,
        e.through(),
        reason,
        e.result(),
        e.error(),
        e.log());
  }

  static boolean isFailure(Outcome outcome) {
    return switch (outcome.status()) {
      case SUCCEEDED, ACCEPTED, DECLINED -> false;
      case FAILED, NOT_STARTED, UNKNOWN -> true;
    };
  }

  /** Cut to what is kept, and made of characters only: half of a surrogate pair becomes a '?'. */
  private static String cut(String text) {
    var kept = text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT - 1) + '…';
    return new String(kept.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
