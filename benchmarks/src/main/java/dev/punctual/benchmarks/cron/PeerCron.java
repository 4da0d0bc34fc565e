package dev.punctual.benchmarks.cron;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One cron expression as one library reads it, with as little of our own around it as can be. Each
 * library is asked in the kind of moment it counts in, so that a chain of questions costs it no
 * conversion. For one thread.
 *
 * @param <M> the library's kind of moment
 */
public sealed interface PeerCron<M> permits PunctualCron, QuartzCron, SpringCron, CronUtilsCron {

  /**
   * Reads an expression.
   *
   * @param peer the library
   * @param expression in the library's own spelling: Quartz's, and Spring's for Spring
   * @param zone the zone its fields are read in
   * @throws RuntimeException of the library's own if it does not accept the expression
   */
  static PeerCron<?> parse(Peer peer, String expression, ZoneId zone) {
    return switch (peer) {
      case PUNCTUAL -> PunctualCron.parse(expression, zone);
      case QUARTZ -> QuartzCron.parse(expression, zone);
      case SPRING -> SpringCron.parse(expression, zone);
      case CRON_UTILS -> CronUtilsCron.parse(expression, zone);
    };
  }

  /** Returns the library. */
  Peer peer();

  /** Turns an instant into the library's kind of moment. */
  M moment(Instant instant);

  /** Turns the library's kind of moment into an instant. */
  Instant instant(M moment);

  /** Returns the next time strictly after a moment, or null if the library knows of none. */
  @Nullable M next(M after);

  /**
   * Returns the next time strictly after an instant, or empty if the library knows of none. With
   * the conversions: to compare answers, not costs.
   */
  default Optional<Instant> nextAfter(Instant after) {
    M next = next(moment(after));
    return next == null ? Optional.empty() : Optional.of(instant(next));
  }

  /** Returns the library's name. */
  default String name() {
    return peer().label();
  }
}
