/**
 * Punctual for applications: {@link dev.punctual.Scheduler#builder()} builds a {@link
 * dev.punctual.Scheduler}, which runs {@link dev.punctual.Job}s when their {@link
 * dev.punctual.Trigger} says so, and keeps a log of {@link dev.punctual.Execution}s.
 *
 * <p>Unless a type says otherwise, values are immutable and services may be called by any number of
 * threads; no argument or result is null where it is not marked so.
 */
@NullMarked
package dev.punctual;

import org.jspecify.annotations.NullMarked;
