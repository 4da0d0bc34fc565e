/**
 * What implementers see: {@link dev.punctual.spi.Persistence} for stores, {@link
 * dev.punctual.spi.JobExecutor} for targets. The contracts are numbered; each test of the contract
 * kits (module {@code scheduler-tck}) carries the number of its rule.
 *
 * <h2>Persistence</h2>
 *
 * <ol>
 *   <li><b>P1, atomic.</b> A change is stored whole (job, definition, ended executions) or not at
 *       all. A batch need not be atomic over its changes.
 *   <li><b>P2, compare and set.</b> A change whose expected version is not the stored one leaves no
 *       trace, and its job is returned; the other changes of the batch stand. Expected version 0
 *       means that the job must not exist. A batch holds a job at most once.
 *   <li><b>P3, durable on return.</b> When {@code commit} returns, the accepted changes survive a
 *       killed process, and power loss if the store says so.
 *   <li><b>P4, a throw means unknown.</b> After a throw any part of the batch may be stored, whole
 *       changes each. The caller reads again and compares the {@link dev.punctual.spi.ChangeId}.
 *   <li><b>P5, definitions.</b> A change without a definition leaves the stored one, payload
 *       included, as it is.
 *   <li><b>P6, the log.</b> An ended execution is stored once and never changes; open ones live in
 *       the job's record. {@code executions} lists both, in descending order of id, which is newest
 *       scheduled time first.
 *   <li><b>P7, instants</b> are whole milliseconds from 1970 to 9999 and return unchanged; Unicode
 *       text and bytes return unchanged, whatever characters they hold.
 *   <li><b>P8, due.</b> {@code due} yields the jobs of the asked executors whose wake time is not
 *       after {@code until}, and those with an open execution of a dead node, in order of (wake
 *       time, id), jobs of dead nodes first and without regard to their wake time; payloads may be
 *       left out. {@code nextWake} is the earliest wake time after {@code until} among the asked
 *       executors; it may be early, never late.
 *   <li><b>P9, unreadable rows</b> are yielded as {@link dev.punctual.spi.UnreadableJob} in place
 *       of the job, by {@code load}, {@code due} and {@code jobs}, and never make a call fail.
 *   <li><b>P10, nodes.</b> A lease belongs to a node. A store with one opener at a time never
 *       expires it, and every other node is dead at once. A store for several nodes uses its own
 *       clock in place of the caller's, and returns it.
 *   <li><b>P11, paging.</b> A page holds at most {@code limit} items; following {@code next} visits
 *       each item that existed all along exactly once, whatever is added meanwhile.
 *   <li><b>P12, threads.</b> {@code commit}, {@code due}, {@code heartbeat} and {@code purge} are
 *       called by one thread at a time, a platform thread; {@code load}, {@code jobs} and {@code
 *       executions} by any number at once, and they see every commit that has returned.
 *   <li><b>P13, close</b> is idempotent; every other call after it throws.
 *   <li><b>P14, purge</b> removes only ended executions, and finished or cancelled jobs without
 *       any.
 * </ol>
 *
 * <h2>JobExecutor</h2>
 *
 * <ol>
 *   <li><b>E1</b> {@code execute} is called by many threads at once, once per attempt.
 *   <li><b>E2</b> An interrupt means stop: return or throw promptly.
 *   <li><b>E3</b> Never retry inside: return {@link dev.punctual.Outcome#retry}, {@link
 *       dev.punctual.Outcome#notStarted} or {@link dev.punctual.Outcome#unknown}; retries, waits
 *       and limits are the scheduler's.
 *   <li><b>E4</b> The same key can come again; hand it on, so that the target can tell a
 *       repetition.
 *   <li><b>E5</b> {@code validate} runs in the caller's thread at scheduling, does no I/O, and
 *       throws {@link dev.punctual.InvalidDefinitionException} with the cure.
 *   <li><b>E6</b> Whatever is thrown counts as a failed attempt that may be retried; where it
 *       cannot be known whether the target was reached, return {@link
 *       dev.punctual.Outcome#unknown}.
 *   <li><b>E7</b> {@code prepare} may be called any number of times, by any thread, and does
 *       nothing the second time.
 *   <li><b>E8</b> {@code close} is idempotent.
 *   <li><b>E9</b> {@code lookup} starts nothing. It answers only with what it knows of the very key
 *       it is asked for; where that is nothing, or not the end, it answers with empty.
 *   <li><b>E10</b> {@code timeout} is positive and does no I/O.
 * </ol>
 */
@NullMarked
package dev.punctual.spi;

import org.jspecify.annotations.NullMarked;
