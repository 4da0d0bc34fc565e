/**
 * Jobs and their log in one SQLite file: {@link dev.punctual.sqlite.SqlitePersistence#open(
 * java.nio.file.Path)}. No server, no schema to install; the file can be queried with any SQLite
 * tool while the application runs, and backed up with {@code VACUUM INTO}.
 */
@NullMarked
package dev.punctual.sqlite;

import org.jspecify.annotations.NullMarked;
