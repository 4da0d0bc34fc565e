/** Keeps jobs and their log in an SQLite file. */
module dev.punctual.sqlite {
  requires transitive dev.punctual;
  requires java.sql;
  requires org.slf4j;
  requires org.xerial.sqlitejdbc;
  requires static org.jspecify;

  exports dev.punctual.sqlite;
}
