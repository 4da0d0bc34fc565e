/**
 * Jobs: whole schedulers side by side. {@link dev.punctual.benchmarks.jobs.Comparison} starts a
 * process for each measurement; what is measured is a {@link
 * dev.punctual.benchmarks.jobs.Scenario}, who is measured a {@link
 * dev.punctual.benchmarks.jobs.Contender}.
 */
@NullMarked
package dev.punctual.benchmarks.jobs;

import org.jspecify.annotations.NullMarked;
