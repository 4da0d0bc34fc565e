package dev.punctual.config;

import java.util.Locale;

/**
 * One thing that can be set from outside.
 *
 * @param variable the environment variable, such as {@code SCHEDULER_TIMEZONE}; a part that stands
 *     for a name is written {@code <EXECUTOR>}
 * @param standard what holds where it is not set
 * @param least the least value, or the values there are
 * @param most the largest value; empty where there is none
 */
public record Knob(String variable, String standard, String least, String most) {
  /**
   * The property of the same meaning.
   *
   * @return such as {@code scheduler.timezone}
   */
  public String property() {
    var name = variable.toLowerCase(Locale.ROOT);
    int end = name.indexOf('_');
    return name.substring(0, end)
        + '.'
        + name.substring(end + 1).replace("_<", ".<").replace('_', '-');
  }
}
