/**
 * The decisions: pure functions of (job, event, time). {@link
 * dev.punctual.internal.machine.JobMachine} is the front door. Nothing here reads a clock, starts a
 * thread, draws a random number or does I/O; a test holds the package to it.
 */
@NullMarked
package dev.punctual.internal.machine;

import org.jspecify.annotations.NullMarked;
