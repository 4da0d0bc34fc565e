package dev.punctual.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;

/** Instants as whole milliseconds since 1970. */
final class Millis {
  /** The last of the year 9999. */
  private static final long LATEST = 253_402_300_799_999L;

  private Millis() {}

  /** The last millisecond that is not after the instant; far ones are moved into range. */
  static long floor(Instant instant) {
    if (instant.isBefore(Instant.EPOCH)) {
      return -1;
    }
    return instant.isAfter(Instant.ofEpochMilli(LATEST)) ? LATEST : instant.toEpochMilli();
  }

  /** The first millisecond that is not before the instant; far ones are moved into range. */
  static long ceiling(Instant instant) {
    long floor = floor(instant);
    return Instant.ofEpochMilli(floor).isBefore(instant) ? floor + 1 : floor;
  }

  /** The instant, if it is one that a record can hold. */
  static Instant instant(long millis) {
    if (millis < 0 || millis > LATEST) {
      throw new IllegalArgumentException("time " + millis + " is not between 1970 and 9999");
    }
    return Instant.ofEpochMilli(millis);
  }

  /** The instant in a column that may be null. */
  static Optional<Instant> optional(ResultSet row, int column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(instant(millis));
  }

  static void bind(PreparedStatement statement, int parameter, Instant instant)
      throws SQLException {
    statement.setLong(parameter, instant.toEpochMilli());
  }

  static void bind(PreparedStatement statement, int parameter, Optional<Instant> instant)
      throws SQLException {
    if (instant.isPresent()) {
      bind(statement, parameter, instant.get());
    } else {
      statement.setNull(parameter, Types.INTEGER);
    }
  }
}
