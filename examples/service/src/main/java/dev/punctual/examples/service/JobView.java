package dev.punctual.examples.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.punctual.Execution;
import dev.punctual.Job;
import dev.punctual.JobState;
import dev.punctual.JobStatus;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A job as the service shows it; fields without a value are left out.
 *
 * @param name its name
 * @param state where it stands
 * @param note why it is paused or cannot be read
 * @param function what it runs
 * @param trigger the text form of its trigger
 * @param words the trigger in words
 * @param next its next scheduled times
 * @param last how its latest execution ended
 * @param executions how many count towards the limit
 * @param maxExecutions the limit
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record JobView(
    String name,
    JobState state,
    String note,
    Optional<String> function,
    Optional<String> trigger,
    Optional<String> words,
    List<Instant> next,
    @Nullable Last last,
    long executions,
    @Nullable Long maxExecutions) {
  /**
   * The latest execution that has ended.
   *
   * @param status how it ended
   * @param scheduledTime its scheduled time
   * @param end when
   */
  record Last(String status, Instant scheduledTime, Optional<Instant> end) {
    static Last of(Execution execution) {
      return new Last(execution.status().name(), execution.scheduledTime(), execution.end());
    }
  }

  static JobView of(JobStatus status, List<Instant> next, Optional<Execution> last) {
    Optional<Job> job = status.definition();
    return new JobView(
        status.id().value(),
        status.state(),
        status.note(),
        job.map(definition -> definition.target().address().replaceFirst("^existing:", "")),
        job.map(definition -> definition.trigger().toString()),
        job.map(definition -> definition.trigger().describe(Locale.ENGLISH)),
        next,
        last.map(Last::of).orElse(null),
        status.executionCount(),
        job.map(JobView::most).orElse(null));
  }

  private static @Nullable Long most(Job job) {
    return job.maxExecutions().isPresent() ? job.maxExecutions().getAsLong() : null;
  }
}
