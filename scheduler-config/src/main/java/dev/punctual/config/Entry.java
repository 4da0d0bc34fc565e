package dev.punctual.config;

import dev.punctual.Job;
import dev.punctual.JobId;
import java.util.function.Function;

/** What an entry of a file says about a job. */
sealed interface Entry {
  /**
   * It is declared.
   *
   * @param job the definition
   * @param fault makes a fault of its target, which is known only when the application starts
   */
  record Declared(Job job, Function<String, ScheduleFault> fault) implements Entry {}

  /** It is switched off. */
  record Off(JobId id) implements Entry {}

  /** Something is wrong with it; what is stored under the name stays. */
  record Broken(JobId id) implements Entry {}

  /** Not even its name can be read. */
  record Nameless() implements Entry {}
}
