package dev.punctual;

import java.util.List;

/**
 * What a start would do about the declared jobs, found out without doing it: the dry run of {@link
 * SchedulerBuilder#plan()}. Immutable.
 *
 * @param steps one for each job that is declared, switched off, kept, or stored by an earlier
 *     declaration
 */
public record StartPlan(List<Step> steps) {
  /** What would become of a job. */
  public enum Action {
    /** It is not stored, or was cancelled, and would be created. */
    CREATE,
    /** Its stored definition would be replaced; count, log and an operator's pause are kept. */
    REPLACE,
    /** It was taken out by an earlier start, and would go on from now. */
    RESUME,
    /** It would be left as it is. */
    KEEP,
    /** It would be paused, since its declaration switches it off. */
    SWITCH_OFF,
    /** It would be paused, since it is no longer declared. */
    RETIRE
  }

  /**
   * What would become of one job.
   *
   * @param job the job
   * @param action what would be done
   * @param detail in words: the trigger and next time of what is created, what differs in what is
   *     replaced, where a job stands that is kept; never the payload
   */
  public record Step(JobId job, Action action, String detail) {}

  /** Copies the list. */
  public StartPlan {
    steps = List.copyOf(steps);
  }

  /**
   * The steps that would change a job.
   *
   * @return all but those that keep it
   */
  public List<Step> changes() {
    return steps.stream().filter(step -> step.action() != Action.KEEP).toList();
  }

  /** A table for people: a line for each step, and a last one that counts them. */
  @Override
  public String toString() {
    int widest = steps.stream().mapToInt(step -> step.job().value().length()).max().orElse(0);
    var table = new StringBuilder();
    for (var step : steps) {
      table.append("%-10s  ".formatted(words(step.action())));
      table.append(step.job()).repeat(' ', widest - step.job().value().length() + 2);
      table.append(step.detail()).append('\n');
    }
    return table.append(counts()).toString();
  }

  private String counts() {
    var counts = new StringBuilder();
    for (var action : Action.values()) {
      long count = steps.stream().filter(step -> step.action() == action).count();
      if (count > 0) {
        counts.append(counts.isEmpty() ? "" : ", ").append(count).append(" to ");
        counts.append(words(action));
      }
    }
    return counts.isEmpty() ? "nothing is declared" : counts.toString();
  }

  private static String words(Action action) {
    return switch (action) {
      case CREATE -> "create";
      case REPLACE -> "replace";
      case RESUME -> "resume";
      case KEEP -> "keep";
      case SWITCH_OFF -> "switch off";
      case RETIRE -> "retire";
    };
  }
}
