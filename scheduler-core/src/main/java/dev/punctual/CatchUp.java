package dev.punctual;

import dev.punctual.internal.text.DurationText;
import dev.punctual.internal.text.Quote;
import dev.punctual.internal.text.Words;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What happens to scheduled times that passed without a claim: while the application was down, the
 * machine suspended, the clock stepped or the store away. One meaning for every trigger. Whatever
 * is not run is recorded as {@link SkipReason#MISSED}. Immutable.
 *
 * <p>What the policy leaves is a backlog; it is worked off in order, and times that arrive before
 * the last of it is claimed join it, later ones are subject to the {@link Overlap}. If there is
 * another outage before that is done, the policy decides about what was missed then and what is
 * left of the backlog together.
 *
 * <p>Text form: {@code none}, {@code latest} or {@code all}, then optionally {@code within 1d},
 * {@code at most 100}, {@code grace 10s}.
 */
public final class CatchUp {
  /** The grace where none is given. */
  public static final Duration DEFAULT_GRACE = Duration.ofSeconds(10);

  /** Which of the missed scheduled times run. */
  public enum Mode {
    /** None of them. */
    NONE,
    /** One run, for the latest of them. */
    LATEST,
    /** Each of them, in order of scheduled time. */
    ALL
  }

  private final Mode mode;
  private final @Nullable Duration within;
  private final int atMost;
  private final Duration grace;

  private CatchUp(Mode mode, @Nullable Duration within, int atMost, Duration grace) {
    this.mode = mode;
    this.within = within;
    this.atMost = atMost;
    this.grace = grace;
  }

  /**
   * Runs none of them.
   *
   * @return the policy
   */
  public static CatchUp none() {
    return new CatchUp(Mode.NONE, null, Integer.MAX_VALUE, DEFAULT_GRACE);
  }

  /**
   * Runs once, for the latest of them; the default.
   *
   * @return the policy
   */
  public static CatchUp latest() {
    return new CatchUp(Mode.LATEST, null, Integer.MAX_VALUE, DEFAULT_GRACE);
  }

  /**
   * Runs each of them in order; bound it with {@link #within} or {@link #atMost}.
   *
   * @return the policy
   */
  public static CatchUp all() {
    return new CatchUp(Mode.ALL, null, Integer.MAX_VALUE, DEFAULT_GRACE);
  }

  /**
   * Only scheduled times at most this old when the backlog is found.
   *
   * @param age positive
   * @return a copy
   * @throws InvalidDefinitionException if the age is not positive or the mode is none
   */
  public CatchUp within(Duration age) {
    if (mode == Mode.NONE) {
      throw new InvalidDefinitionException("catch-up none() runs nothing: within() has no meaning");
    }
    return new CatchUp(mode, Checks.positive("catch-up within", age), atMost, grace);
  }

  /**
   * Only the latest n of them.
   *
   * @param n 1 or more
   * @return a copy
   * @throws InvalidDefinitionException if n is less than 1 or the mode is not all
   */
  public CatchUp atMost(int n) {
    if (mode != Mode.ALL) {
      throw new InvalidDefinitionException("catch-up atMost() belongs to all()");
    }
    if (n < 1) {
      throw new InvalidDefinitionException("catch-up atMost(" + n + ") is less than 1");
    }
    return new CatchUp(mode, within, n, grace);
  }

  /**
   * How late a start may be and still be on time: a claimed execution later than this is not
   * started but joins the missed ones, and {@link #none()} still runs the latest missed time within
   * it.
   *
   * @param duration zero or more; 10 s where not given
   * @return a copy
   * @throws InvalidDefinitionException if it is negative
   */
  public CatchUp withGrace(Duration duration) {
    return new CatchUp(mode, within, atMost, Checks.notNegative("catch-up grace", duration));
  }

  /**
   * Which run.
   *
   * @return the mode
   */
  public Mode mode() {
    return mode;
  }

  /**
   * How old a scheduled time may be.
   *
   * @return the age; empty for any
   */
  public Optional<Duration> within() {
    return Optional.ofNullable(within);
  }

  /**
   * How many run at most.
   *
   * @return the number; {@link Integer#MAX_VALUE} for any
   */
  public int atMost() {
    return atMost;
  }

  /**
   * How late is still on time.
   *
   * @return the grace
   */
  public Duration grace() {
    return grace;
  }

  /**
   * Reads the text form.
   *
   * @param text as {@link #toString} writes it
   * @return the policy
   * @throws InvalidDefinitionException if it is not the text form
   */
  public static CatchUp parse(String text) {
    var words = new Words("catch-up", text);
    var policy =
        switch (words.next()) {
          case "none" -> none();
          case "latest" -> latest();
          case "all" -> all();
          default ->
              throw new InvalidDefinitionException(
                  "catch-up " + Quote.of(text) + " does not begin with none, latest or all");
        };
    if (words.skip("within")) {
      policy = policy.within(words.duration());
    }
    if (words.skip("at", "most")) {
      policy = policy.atMost(words.number());
    }
    if (words.skip("grace")) {
      policy = policy.withGrace(words.duration());
    }
    words.end();
    return policy;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CatchUp that
        && mode == that.mode
        && Objects.equals(within, that.within)
        && atMost == that.atMost
        && grace.equals(that.grace);
  }

  @Override
  public int hashCode() {
    return Objects.hash(mode, within, atMost, grace);
  }

  /** The text form. */
  @Override
  public String toString() {
    return mode.name().toLowerCase(Locale.ROOT)
        + (within == null ? "" : " within " + DurationText.format(within))
        + (atMost == Integer.MAX_VALUE ? "" : " at most " + atMost)
        + (grace.equals(DEFAULT_GRACE) ? "" : " grace " + DurationText.format(grace));
  }
}
