package dev.punctual.config;

import dev.punctual.internal.text.Quote;

/**
 * What is wrong with an entry of a file, and where.
 *
 * @param file the file
 * @param line its line, from 1
 * @param column its column, from 1
 * @param field what is wrong, such as {@code jobs[report].expression}; an entry without a readable
 *     name is shown by its number, as {@code jobs[#3]}
 * @param message why, and what to do; without secrets, headers and payloads
 */
public record ScheduleFault(String file, int line, int column, String field, String message) {
  /** On one line, as editors and compilers know it: {@code file:line:column: field: message}. */
  @Override
  public String toString() {
    return "%s:%d:%d: %s: %s"
        .formatted(
            Quote.escaped(file, 500),
            line,
            column,
            Quote.escaped(field, 500),
            Quote.escaped(message, 2_000));
  }
}
