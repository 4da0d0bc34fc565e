package dev.punctual.sqlite;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The conditions of a listing: fixed pieces of SQL, each with the value bound to it. */
final class Where {
  private final StringBuilder sql = new StringBuilder("WHERE true");
  private final List<Object> values = new ArrayList<>();

  /** Adds a condition without a value. */
  Where and(String condition) {
    sql.append(" AND ").append(condition);
    return this;
  }

  /** Adds a condition with one parameter. */
  Where and(String condition, String value) {
    values.add(value);
    return and(condition);
  }

  /** Adds a condition with one parameter. */
  Where and(String condition, long value) {
    values.add(value);
    return and(condition);
  }

  /** The text that begins and ends so. */
  String sql(String select, String order) {
    return select + sql + order;
  }

  /** The statement that begins and ends so, with the values bound. */
  PreparedStatement prepare(Session session, String select, String order) throws SQLException {
    PreparedStatement statement = session.prepared(sql(select, order));
    for (int i = 0; i < values.size(); i++) {
      statement.setObject(i + 1, values.get(i));
    }
    return statement;
  }
}
