package dev.punctual.tck;

import dev.punctual.JobId;
import dev.punctual.JobState;
import dev.punctual.NodeId;
import dev.punctual.Payload;
import dev.punctual.spi.ChangeId;
import dev.punctual.spi.Definition;
import dev.punctual.spi.ExecutionRecord;
import dev.punctual.spi.JobChange;
import dev.punctual.spi.JobRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A change in the making. Immutable. */
record Draft(
    JobId id,
    long expected,
    Optional<Instant> wake,
    JobState state,
    String executor,
    Set<String> tags,
    String progress,
    List<ExecutionRecord> open,
    Optional<Definition> definition,
    List<ExecutionRecord> ended) {
  static final NodeId NODE = new NodeId("node-1");

  /** A new, active job of executor "handler" without a wake time. */
  static Draft job(String id) {
    return new Draft(
        JobId.of(id),
        0,
        Optional.empty(),
        JobState.ACTIVE,
        "handler",
        Set.of(),
        "fresh",
        List.of(),
        Optional.of(new Definition("definition of " + id, Payload.text("payload of " + id))),
        List.of());
  }

  /** The change after this one: the same state, no definition, nothing ended. */
  Draft next() {
    return new Draft(
        id, expected + 1, wake, state, executor, tags, progress, open, Optional.empty(), List.of());
  }

  Draft expecting(long version) {
    return new Draft(id, version, wake, state, executor, tags, progress, open, definition, ended);
  }

  Draft wake(Instant time) {
    return new Draft(
        id, expected, Optional.of(time), state, executor, tags, progress, open, definition, ended);
  }

  Draft asleep() {
    return new Draft(
        id, expected, Optional.empty(), state, executor, tags, progress, open, definition, ended);
  }

  Draft state(JobState other) {
    return new Draft(id, expected, wake, other, executor, tags, progress, open, definition, ended);
  }

  Draft executor(String other) {
    return new Draft(id, expected, wake, state, other, tags, progress, open, definition, ended);
  }

  Draft tags(Set<String> others) {
    return new Draft(
        id, expected, wake, state, executor, others, progress, open, definition, ended);
  }

  Draft progress(String other) {
    return new Draft(id, expected, wake, state, executor, tags, other, open, definition, ended);
  }

  Draft open(ExecutionRecord... executions) {
    return new Draft(
        id,
        expected,
        wake,
        state,
        executor,
        tags,
        progress,
        List.of(executions),
        definition,
        ended);
  }

  Draft withoutOpen() {
    return open(new ExecutionRecord[0]);
  }

  Draft define(String text, Payload payload) {
    return new Draft(
        id,
        expected,
        wake,
        state,
        executor,
        tags,
        progress,
        open,
        Optional.of(new Definition(text, payload)),
        ended);
  }

  Draft ended(ExecutionRecord... executions) {
    return new Draft(
        id, expected, wake, state, executor, tags, progress, open, definition, List.of(executions));
  }

  JobChange change() {
    return new JobChange(expected, record(), definition, ended);
  }

  JobRecord record() {
    return new JobRecord(
        id,
        expected + 1,
        new ChangeId(NODE, expected + 1),
        wake,
        state,
        executor,
        tags,
        progress,
        open);
  }
}
