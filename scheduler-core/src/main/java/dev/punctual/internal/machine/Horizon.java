package dev.punctual.internal.machine;

import java.time.Duration;

/**
 * How far ahead of the due time claims are made. A job wakes {@code lead} before its time; whoever
 * wakes it, perhaps a little early because jobs are looked for in slices, claims whatever is due
 * within {@code reach}.
 *
 * @param lead how long before the due time a job wakes
 * @param reach how far ahead a claim may be, at least the lead
 */
public record Horizon(Duration lead, Duration reach) {}
