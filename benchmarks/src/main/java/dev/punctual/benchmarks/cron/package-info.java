/** Cron expressions: Punctual side by side with Quartz, Spring and cron-utils. */
@NullMarked
package dev.punctual.benchmarks.cron;

import org.jspecify.annotations.NullMarked;
