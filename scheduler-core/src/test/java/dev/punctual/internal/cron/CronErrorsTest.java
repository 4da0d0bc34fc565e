package dev.punctual.internal.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.punctual.CronDialect;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused, with the field and the position at fault, and what the message says to do. */
class CronErrorsTest {
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          QUARTZ | 0 0 2 * * MON-FRI     | day of week  | 10 | write "0 0 2 ? * MON-FRI", or use CronDialect.SPRING
          QUARTZ | 0 0 2 * * 1-5         | day of week  | 10 | mind the weekday numbers: 1 is Sunday in Quartz
          QUARTZ | 0 0 2 * * *           | day of week  | 10 | write "0 0 2 * * ?"
          QUARTZ | 0 0 2 ? * ?           | day of week  | 10 | write "0 0 2 * * ?"
          QUARTZ | 0 0 2 13 * FRI        | day of week  | 11 | exactly one of day of month and day of week must be ?
          QUARTZ | */5 * * * *           | expression   |  0 | write "0 */5 * * * ?", or use CronDialect.UNIX
          QUARTZ | 0 9 * * MON-FRI       | expression   |  0 | write "0 0 9 ? * MON-FRI", or use CronDialect.UNIX
          QUARTZ | 0 9 * * 1-5           | expression   |  0 | year); use CronDialect.UNIX
          QUARTZ | @daily                | expression   |  0 | use CronDialect.UNIX or CronDialect.SPRING
          QUARTZ | 0 0 0 1 1 ? 2026 *    | expression   | 17 | it has 8 fields and needs 6 or 7
          QUARTZ | 0 0 0 1 1 ? * * * *   | expression   | 16 | more than 7 fields
          QUARTZ | ''                    | expression   |  0 | it is empty
          QUARTZ | 60 0 0 * * ?          | second       |  0 | 60 is not between 0 and 59
          QUARTZ | 0 60 0 * * ?          | minute       |  2 | 60 is not between 0 and 59
          QUARTZ | 0 0 24 * * ?          | hour         |  4 | 24 is not between 0 and 23
          QUARTZ | 0 0 0 0 * ?           | day of month |  6 | 0 is not between 1 and 31
          QUARTZ | 0 0 0 32 * ?          | day of month |  6 | 32 is not between 1 and 31
          QUARTZ | 0 0 0 1 13 ?          | month        |  8 | 13 is not between 1 and 12
          QUARTZ | 0 0 0 ? * 8           | day of week  | 10 | 8 is not between 1 and 7
          QUARTZ | 0 0 0 ? * 0           | day of week  | 10 | 0 is not between 1 and 7
          QUARTZ | 0 0 0 1 1 ? 1969      | year         | 12 | 1969 is not between 1970 and 2199
          QUARTZ | 0 0 0 1 1 ? 2200      | year         | 12 | 2200 is not between 1970 and 2199
          QUARTZ | 0 0 0 1 1 ? 2030-2020 | year         | 12 | cannot run backwards
          QUARTZ | 0 0/60 * * * ?        | minute       |  4 | a step is from 1 to 59, not 60
          QUARTZ | 0 0/0 * * * ?         | minute       |  4 | a step is from 1 to 59, not 0
          QUARTZ | 0 0 0/24 * * ?        | hour         |  6 | a step is from 1 to 23, not 24
          QUARTZ | 0 0-10/ * * * ?       | minute       |  7 | the field ends too early
          QUARTZ | 0 0/ * * * ?          | minute       |  4 | the field ends too early
          QUARTZ | 0 1, * * * ?          | minute       |  4 | the field ends too early
          QUARTZ | 0 ,1 * * * ?          | minute       |  2 | ",1" is unexpected
          QUARTZ | 0 1,,2 * * * ?        | minute       |  4 | ",2" is unexpected
          QUARTZ | 0 -1 * * * ?          | minute       |  2 | "-1" is unexpected
          QUARTZ | 0 1-5-9 * * * ?       | minute       |  5 | "-9" is unexpected
          QUARTZ | 0 5/5/5 * * * ?       | minute       |  5 | "/5" is unexpected
          QUARTZ | 0 *5 * * * ?          | minute       |  3 | "5" is unexpected
          QUARTZ | 0 00001 * * * ?       | minute       |  2 | at most 4 digits
          QUARTZ | 0 ? 0 1 * ?           | minute       |  2 | ? stands only for a day of month or a day of week
          QUARTZ | 0 0 0 ?,5 * ?         | day of month |  6 | ? stands alone
          QUARTZ | 0 0 0 5,? * ?         | day of month |  8 | ? stands alone
          QUARTZ | 0 0 0 ?/2 * ?         | day of month |  6 | ? stands alone
          QUARTZ | L 0 0 1 * ?           | second       |  0 | "L" is unexpected
          QUARTZ | 0 0 0 1 L ?           | month        |  8 | "L" is unexpected
          QUARTZ | 0 0 0 W * ?           | day of month |  6 | "W" is unexpected
          QUARTZ | 0 0 0 WL * ?          | day of month |  6 | "WL" is unexpected
          QUARTZ | 0 0 0 0W * ?          | day of month |  6 | 0 is not between 1 and 31
          QUARTZ | 0 0 0 32W * ?         | day of month |  6 | 32 is not between 1 and 31
          QUARTZ | 0 0 0 1-5W * ?        | day of month |  9 | "W" is unexpected
          QUARTZ | 0 0 0 15L * ?         | day of month |  8 | "L" is unexpected
          QUARTZ | 0 0 0 L-31 * ?        | day of month |  8 | at most 30 days
          QUARTZ | 0 0 0 L- * ?          | day of month |  8 | the field ends too early
          QUARTZ | 0 0 0 L-W * ?         | day of month |  8 | "W" is unexpected
          QUARTZ | 0 0 0 LL * ?          | day of month |  7 | "L" is unexpected
          QUARTZ | 0 0 0 1#2 * ?         | day of month |  7 | "#2" is unexpected
          QUARTZ | 0 0 0 MON * ?         | day of month |  6 | "MON" is unexpected
          QUARTZ | 0 0 0 ? MON ?         | month        |  8 | "MON" is unexpected
          QUARTZ | 0 0 0 ? * MONDAY      | day of week  | 13 | a name of three letters
          QUARTZ | 0 0 0 ? * MO          | day of week  | 10 | a name of three letters
          QUARTZ | 0 0 0 ? * 1#          | day of week  | 12 | the field ends too early
          QUARTZ | 0 0 0 ? * MON#0       | day of week  | 14 | the weeks 1 to 5, not 0
          QUARTZ | 0 0 0 ? * MON#6       | day of week  | 14 | the weeks 1 to 5, not 6
          QUARTZ | 0 0 0 ? * #2          | day of week  | 10 | "#2" is unexpected
          QUARTZ | 0 0 0 ? * MON-FRIL    | day of week  | 17 | "L" is unexpected
          QUARTZ | 0 0 0 ? * 5W          | day of week  | 11 | "W" is unexpected
          QUARTZ | 0 0 0 ? * SAT,SUN,L   | day of week  | 18 | L alone is Saturday; in a list write SAT, or SATL
          QUARTZ | ${7*7} 0 0 * * ?      | second       |  0 | "${7*7}" is unexpected
          UNIX   | 0 0 2 * * MON-FRI     | expression   | 10 | write "0 2 * * MON-FRI", or use CronDialect.SPRING
          UNIX   | 0 12 * *              | expression   |  0 | it has 4 fields and needs 5 (minute, hour, day of month
          UNIX   | 0 0 ? * MON           | day of month |  4 | write "0 0 * * MON"
          UNIX   | 0 0 L * *             | day of month |  4 | there is no L in this dialect; Quartz has it
          UNIX   | 0 0 15W * *           | day of month |  4 | there is no W in this dialect
          UNIX   | 0 0 * * 5L            | day of week  |  8 | there is no L in this dialect
          UNIX   | 0 0 * * MON#2         | day of week  |  8 | there is no # in this dialect
          UNIX   | 0 0 * * 8             | day of week  |  8 | 8 is not between 0 and 7
          UNIX   | 5/15 * * * *          | minute       |  0 | write 5-59/n
          UNIX   | /15 * * * *           | minute       |  0 | write */n
          UNIX   | */90 * * * *          | minute       |  2 | a step is from 1 to 59, not 90
          UNIX   | 0 22-2 * * *          | hour         |  2 | write it as two
          UNIX   | 0 0 * * FRI-MON       | day of week  |  8 | write it as two
          UNIX   | @reboot               | expression   |  0 | none of @yearly
          UNIX   | @Daily                | expression   |  0 | none of @yearly
          SPRING | */5 * * * *           | expression   |  0 | write "0 */5 * * * *", or use CronDialect.UNIX
          SPRING | 0 0 0 1 1 ? 2026      | expression   | 12 | use CronDialect.QUARTZ
          SPRING | 0 0 22-2 * * *        | hour         |  4 | write it as two
          SPRING | 0 0 0 * * 5-1         | day of week  | 10 | write it as two
          SPRING | 0 0 0 * * L           | day of week  | 10 | write SATL for the last Saturday
          SPRING | 0 0 0 L-3W * *        | day of month |  6 | there is no L-nW in this dialect
          SPRING | 0 /5 0 * * *          | minute       |  2 | write */n
          EVENTBRIDGE | 0 10 * * *           | expression   |  0 | write "0 10 * * ? *"
          EVENTBRIDGE | cron(0 10 * * * *)   | day of week  | 14 | write "cron(0 10 * * ? *)"
          EVENTBRIDGE | cron(0 10 * * ?)     | expression   |  0 | it has 5 fields and needs 6
          EVENTBRIDGE | cron()               | expression   |  0 | it has 0 fields and needs 6
          EVENTBRIDGE | cron(cron(0 10 * * ? *)) | minute   |  5 | "cron(0" is unexpected
          EVENTBRIDGE | CRON(0 10 * * ? *)   | minute       |  0 | "CRON(0" is unexpected
          EVENTBRIDGE | rate(5 minutes)      | expression   |  0 | use an interval or an instant
          EVENTBRIDGE | at(2026-01-01T00:00:00) | expression |  0 | use an interval or an instant
          EVENTBRIDGE | 0 10 ? * MON-FRI/2 * | day of week  | 16 | list the days
          EVENTBRIDGE | 0 10 ? * 3#1,6#3 *   | day of week  |  9 | # stands alone in this dialect
          EVENTBRIDGE | 0 10 ? * MON,6L *    | day of week  | 13 | L stands alone in this dialect
          EVENTBRIDGE | 0 22-2 * * ? *       | hour         |  2 | write it as two
          EVENTBRIDGE | 0 10 ? * 0 *         | day of week  |  9 | 0 is not between 1 and 7
          EVENTBRIDGE | @daily               | expression   |  0 | there are no nicknames
          """)
  void nothing_is_accepted_with_a_silent_meaning(
      CronDialect dialect, String expression, String field, int position, String message) {
    CronSyntaxException error =
        catchThrowableOfType(
            CronSyntaxException.class, () -> CronSchedule.parse(dialect, expression));

    assertThat(error).isNotNull();
    assertThat(error.field()).isEqualTo(field);
    assertThat(error.position()).isEqualTo(position);
    assertThat(error).hasMessageContaining("%s, position %d: ".formatted(field, position));
    assertThat(error).hasMessageContaining(message);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"QUARTZ, Quartz", "UNIX, Unix", "SPRING, Spring", "EVENTBRIDGE, EventBridge"})
  void the_message_names_the_dialect_and_quotes_the_expression(CronDialect dialect, String label) {
    CronSyntaxException error =
        catchThrowableOfType(
            CronSyntaxException.class, () -> CronSchedule.parse(dialect, "  what is this? "));

    assertThat(error).hasMessageStartingWith(label + " cron expression \"  what is this? \": ");
  }
}
