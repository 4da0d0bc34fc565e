package dev.punctual;

import java.util.Locale;

/**
 * What happens to local times that a zone's clock skips (the <em>gap</em>, usually in spring) or
 * shows twice (the <em>overlap</em>, usually in autumn).
 *
 * <p>A cron expression is <em>interval-like</em> if its seconds, minutes or hours hold {@code *}, a
 * range or a step, as in {@code 0 0/15 * * * ?}; otherwise it is <em>fixed</em>, as in {@code 0 30
 * 2 * * ?}. Daily and weekly triggers are fixed.
 */
public enum DstPolicy {
  /**
   * Nothing is lost and nothing runs twice: the default. A fixed time in the gap runs once, at the
   * gap's end; in the overlap it runs once, in the first pass. Interval-like expressions follow
   * real time: nothing in the gap, both passes of the overlap.
   */
  RUN_ONCE,

  /**
   * As {@link #RUN_ONCE}, but a time in the gap does not run that day, as in Amazon EventBridge.
   */
  SKIP_GAP,

  /** As {@link #RUN_ONCE}, but every time in the overlap runs in both passes. */
  BOTH_PASSES;

  /**
   * The name of this policy in text forms.
   *
   * @return {@code run-once}, {@code skip-gap} or {@code both-passes}
   */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The policy with a given name.
   *
   * @param text as from {@link #text}
   * @return the policy
   * @throws IllegalArgumentException if there is none
   */
  public static DstPolicy parse(String text) {
    for (DstPolicy policy : values()) {
      if (policy.text().equals(text)) {
        return policy;
      }
    }
    throw new IllegalArgumentException(
        "not a daylight saving policy; write one of run-once, skip-gap, both-passes");
  }
}
