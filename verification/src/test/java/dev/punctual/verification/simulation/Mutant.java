package dev.punctual.verification.simulation;

import java.util.List;

/**
 * A fault that could creep into the core, as a patch of one source: a text that occurs there once,
 * and what stands in its place. The simulation must notice each of them.
 *
 * @param fault what is wrong with it
 * @param source the patched class, below {@code dev.punctual.internal}
 * @param text what is replaced
 * @param replacement by what
 */
record Mutant(String fault, String source, String text, String replacement) {
  private static final String MACHINE = "machine.";
  private static final String LOOP = "loop.";

  static List<Mutant> all() {
    return List.of(
        new Mutant("a claim is not counted", MACHINE + "Draft", "count++;\n    cursor", "cursor"),
        new Mutant(
            "a withdrawn claim is not given back",
            MACHINE + "Draft",
            "count--;\n    cursor",
            "cursor"),
        new Mutant(
            "the limit is passed by one",
            MACHINE + "Draft",
            "count >= job.maxExecutions()",
            "count > job.maxExecutions()"),
        new Mutant(
            "one more than the bound is open at once",
            MACHINE + "Draft",
            "open.size() >= job.overlap().bound()",
            "open.size() > job.overlap().bound()"),
        new Mutant(
            "the next time after an end counts from the scheduled time",
            MACHINE + "Draft",
            "countOnFrom(end);",
            "countOnFrom(execution.scheduledTime());"),
        new Mutant(
            "a start does not wait until its claim is stored",
            LOOP + "StoreExchange",
            "loop.driver.request(new StoreRequest.Commit(change, needsPayload, canWait));",
            """
            loop.driver.request(new StoreRequest.Commit(change, needsPayload, canWait));
            cell.snapshot = next;
            starts.arm(cell);
            """),
        new Mutant(
            "a change is told to be stored before the store has it",
            LOOP + "StoreWorker",
            "refused = persistence.commit(batch.stream().map(StoreRequest.Commit::change).toList());",
            """
            for (var early : batch) {
              answers.accept(
                  new LoopEvent.Committed(
                      early.change().id(),
                      early.change().record().change(),
                      true,
                      Optional.empty()));
            }
            refused = persistence.commit(batch.stream().map(StoreRequest.Commit::change).toList());
            """),
        new Mutant(
            "a call is answered before its change is stored",
            LOOP + "StoreExchange",
            "boolean redefined = change.definition().isPresent();",
            """
            boolean redefined = change.definition().isPresent();
            answered.forEach(answer -> TimingLoop.answer(answer.mail(), answer.reply()));
            """),
        new Mutant(
            "events are dropped when the job has moved on",
            LOOP + "StoreExchange",
            "cell.mailbox.addFirst(mail);",
            ""),
        new Mutant(
            "what a change takes back starts until the change is acknowledged",
            LOOP + "StoreExchange",
            "starts.disarmWithdrawn(cell, next, redefined);",
            ""),
        new Mutant(
            "timers go off three milliseconds early",
            LOOP + "Attention",
            "now = clocks.instant();",
            "now = clocks.instant().plusMillis(3);"),
        new Mutant(
            "the latest of the missed runs without a record of the others",
            MACHINE + "Settlement",
            "BacklogStart.leaveOutAllButLast(draft, left, SkipReason.MISSED);",
            "draft.cursor = left.last().minusMillis(1);"),
        new Mutant(
            "what is skipped leaves no record",
            MACHINE + "Draft",
            "ended.add(ExecutionRecords.skipped(key(times.first()), job.id(), times, reason, now));",
            ""),
        new Mutant(
            "a record of a range counts one too many",
            MACHINE + "ExecutionRecords",
            "times.count(),",
            "times.count() + 1,"),
        new Mutant(
            "a record of a range begins at its end",
            MACHINE + "ExecutionRecords",
            "times.first(),\n        times.first(),",
            "times.last(),\n        times.last(),"),
        new Mutant(
            "a pause is forgotten when the job is read again",
            LOOP + "JobCell",
            "record.state(),\n        Progress",
            "record.state() == dev.punctual.JobState.PAUSED"
                + " ? dev.punctual.JobState.ACTIVE : record.state(),\n        Progress"),
        new Mutant(
            "a pause leaves what is claimed",
            MACHINE + "JobMachine",
            "draft.withdrawUnstarted();\n      draft.state = JobState.PAUSED;",
            "draft.state = JobState.PAUSED;"),
        new Mutant(
            "a cancelled job goes on",
            MACHINE + "JobMachine",
            "draft.state = JobState.CANCELLED;",
            "draft.state = JobState.ACTIVE;"),
        new Mutant(
            "an unknown outcome is retried although at most one start is allowed",
            MACHINE + "AttemptEnd",
            "(draft.job.delivery() == Delivery.AT_LEAST_ONCE || certainlyNotDone)",
            "true"),
        new Mutant(
            "what was interrupted runs again although at most one start is allowed",
            MACHINE + "Recovery",
            "|| draft.job.delivery() == Delivery.AT_MOST_ONCE",
            ""),
        new Mutant(
            "an attempt that is no longer the current one has a say",
            MACHINE + "AttemptEnd",
            ".filter(execution -> execution.attempt() == event.attempt())",
            ""),
        new Mutant(
            "nothing but a stored claim is needed for a start",
            LOOP + "Starts",
            "!loop.lease().isHeld()",
            "false"),
        new Mutant(
            "one retry too many",
            MACHINE + "AttemptEnd",
            "execution.failures() < draft.job.retry().attempts()",
            "execution.failures() <= draft.job.retry().attempts()"),
        new Mutant(
            "the number of an attempt begins anew",
            MACHINE + "ExecutionRecords",
            "waiting.attempt() + 1,",
            "1,"),
        new Mutant(
            "what a dead node may have started is taken for never started",
            MACHINE + "Recovery",
            "&& execution.dueTime().isAfter(draft.now)\n",
            ""),
        new Mutant(
            "every other node is taken for dead",
            LOOP + "TimingLoop",
            ".filter(dead::contains)",
            ".filter(other -> !other.equals(node))"),
        new Mutant(
            "nobody looks again for due jobs once the store has failed",
            LOOP + "Scan",
            "loop.after(RETRY, this::askAgain);",
            ""),
        new Mutant(
            "a commit that failed is never looked after",
            LOOP + "StoreExchange",
            "retryLater(cell, failed.error());\n    }\n  }\n\n  private static boolean isInFlight",
            "}\n  }\n\n  private static boolean isInFlight"),
        new Mutant(
            "the store does not compare versions",
            "memory.MemoryPersistence",
            "stored.map(StoredJob::version).orElse(0L) != change.expectedVersion()",
            "change.expectedVersion() < 0"),
        new Mutant(
            "the cap of a backlog is not heeded",
            MACHINE + "BacklogStart",
            "policy.atMost()",
            "Integer.MAX_VALUE"),
        new Mutant(
            "the window of a backlog is not heeded",
            MACHINE + "BacklogStart",
            "draft.now.minus(age).minusMillis(1)",
            "draft.now.minus(age.multipliedBy(100)).minusMillis(1)"),
        new Mutant(
            "what was missed is caught up although nothing is to be",
            MACHINE + "Settlement",
            "draft.backlog.isEmpty() && draft.job.catchUp().mode() == CatchUp.Mode.NONE) {\n"
                + "      catchUpNothing",
            "false) {\n      catchUpNothing"),
        new Mutant(
            "the next time counts from now and not from the last one",
            MACHINE + "Settlement",
            "var next = draft.job.trigger().nextAfter(draft.cursor);\n      var due",
            "var next = draft.job.trigger().nextAfter(draft.now);\n      var due"));
  }

  /** The name as one meets it in the report of the test. */
  @Override
  public String toString() {
    return fault;
  }

  String className() {
    return "dev.punctual.internal." + source;
  }
}
