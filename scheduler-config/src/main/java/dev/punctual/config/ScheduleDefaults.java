package dev.punctual.config;

import dev.punctual.CatchUp;
import dev.punctual.InvalidDefinitionException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * What holds for entries of a file that do not say it themselves. Immutable.
 *
 * @param zone the zone in which local times are read
 * @param grace how late a start may be and still be on time, unless {@code catchUp} names a grace
 */
public record ScheduleDefaults(ZoneId zone, Duration grace) {
  private static final ScheduleDefaults STANDARD =
      new ScheduleDefaults(ZoneOffset.UTC, CatchUp.DEFAULT_GRACE);

  /**
   * Checks the grace.
   *
   * @throws InvalidDefinitionException if it is negative or longer than 36,500 days
   */
  public ScheduleDefaults {
    CatchUp.latest().withGrace(grace);
  }

  /**
   * UTC, and a grace of ten seconds.
   *
   * @return the defaults of the library
   */
  public static ScheduleDefaults standard() {
    return STANDARD;
  }

  /**
   * With another zone.
   *
   * @param other the zone
   * @return a copy
   */
  public ScheduleDefaults withZone(ZoneId other) {
    return new ScheduleDefaults(other, grace);
  }

  /**
   * With another grace.
   *
   * @param other zero or more
   * @return a copy
   * @throws InvalidDefinitionException if it is negative or longer than 36,500 days
   */
  public ScheduleDefaults withGrace(Duration other) {
    return new ScheduleDefaults(zone, other);
  }
}
