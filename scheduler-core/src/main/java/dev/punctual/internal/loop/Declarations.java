package dev.punctual.internal.loop;

import dev.punctual.Job;
import dev.punctual.JobId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an application says about its jobs before a start.
 *
 * @param jobs declared
 * @param off declared as switched off
 * @param kept to be left as they are stored, since their declaration cannot be read
 * @param retires whether stored jobs of which nothing is said are retired
 */
public record Declarations(List<Job> jobs, Set<JobId> off, Set<JobId> kept, boolean retires) {
  /** Copies the collections. */
  public Declarations {
    jobs = List.copyOf(jobs);
    off = Set.copyOf(off);
    kept = Set.copyOf(kept);
  }

  /**
   * What is done about one job at a start. A start sends it to the loop, and a {@link DryRun} asks
   * the machine what would come of it.
   */
  sealed interface Step {
    /** A job that is declared. */
    record Declare(Job job) implements Step {}

    /** A job that is declared as switched off. */
    record SwitchOff(JobId id) implements Step {}

    /** A stored job that is not declared any more. */
    record Retire(JobId id) implements Step {}

    /** A job that is left as it is. */
    record Leave(JobId id, String reason) implements Step {}
  }

  /**
   * The steps of a start.
   *
   * @param declaredBefore the stored jobs that an earlier start declared
   */
  List<Step> steps(List<JobId> declaredBefore) {
    var steps = new ArrayList<Step>();
    var decided = new HashSet<JobId>();
    for (var job : jobs) {
      decided.add(job.id());
      steps.add(new Step.Declare(job));
    }
    for (var id : new TreeSet<>(off)) {
      decided.add(id);
      steps.add(new Step.SwitchOff(id));
    }
    for (var id : new TreeSet<>(kept)) {
      if (decided.add(id)) {
        steps.add(new Step.Leave(id, "its declaration cannot be read"));
      }
    }
    for (var id : declaredBefore) {
      if (decided.add(id)) {
        steps.add(retires ? new Step.Retire(id) : new Step.Leave(id, "not declared here"));
      }
    }
    return steps;
  }
}
