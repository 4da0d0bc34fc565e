/**
 * Jobs declared in files, the way operators write them, and a scheduler set up from environment
 * variables or properties.
 *
 * <pre>{@code
 * jobs:
 *   - name: report
 *     expression: cron(30 2 * * ? *)
 *     zone: Europe/Berlin
 *     handler: report
 *     catchUp: all within 1d at most 100
 * }</pre>
 *
 * <pre>{@code
 * builder.apply(ScheduleFile.read(Path.of("schedules.yaml")))
 * }</pre>
 *
 * <p>Every key is described in {@code docs/declared-schedules.md}, every knob in {@code
 * docs/configuration.md}.
 */
@NullMarked
package dev.punctual.config;

import org.jspecify.annotations.NullMarked;
