/**
 * The shell around the decisions: threads, waiting, committing, calling stores and executors.
 *
 * <p>{@link dev.punctual.internal.loop.LocalScheduler} takes calls; {@link
 * dev.punctual.internal.loop.TimingLoop} owns all mutable state and is driven by a {@link
 * dev.punctual.internal.loop.LoopDriver}: real threads here, virtual time in {@code
 * scheduler-test}.
 */
@NullMarked
package dev.punctual.internal.loop;

import org.jspecify.annotations.NullMarked;
