package dev.punctual.examples.service;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The body of {@code POST /schedule}, as it came.
 *
 * @param name the name of the job
 * @param expression when it runs: a Quartz cron expression, {@code rate(…)} or {@code cron(…)} of
 *     EventBridge, or the text form of a trigger such as {@code every 10s}
 * @param at when it runs, once: an instant such as {@code 2026-12-24T18:00:00Z}
 * @param zone the zone in which a cron expression is read; UTC where not given
 * @param source the text of a Node.js module that exports {@code handler}
 * @param payload the event it is given, any JSON; {@code {}} where not given
 * @param maxExecutions after how many executions it is finished; never where not given
 */
record ScheduleRequest(
    @Nullable String name,
    @Nullable String expression,
    @Nullable String at,
    @Nullable String zone,
    @Nullable String source,
    @Nullable JsonNode payload,
    @Nullable Long maxExecutions) {
  /** Without source and payload, which are no business of a log. */
  @Override
  public String toString() {
    return "ScheduleRequest[" + name + ", " + expression + ", " + at + "]";
  }
}
