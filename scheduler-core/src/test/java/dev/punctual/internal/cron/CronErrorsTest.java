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
          QUARTZ | 0 0 2 * * MON-FRI        | day of week  | 10 | write "0 0 2 ? * MON-FRI", or use CronDialect.SPRING
          QUARTZ | 0 0 2 * * 1-5            | day of week  | 10 | mind the weekday numbers: 1 is Sunday in Quartz
          QUARTZ | 0 0 2 * * *              | day of week  | 10 | write "0 0 2 * * ?"
          QUARTZ | 0 0 2 ? * ?              | day of week  | 10 | write "0 0 2 * * ?"
          QUARTZ | 0 0 2 13 * FRI           | day of week  | 11 | exactly one of day of month and day of week must be ?
          QUARTZ | */5 * * * *              | expression   |  0 | write "0 */5 * * * ?", or use CronDialect.UNIX
          QUARTZ | 0 9 * * MON-FRI          | expression   |  0 | write "0 0 9 ? * MON-FRI", or use CronDialect.UNIX
          QUARTZ | 0 9 * * 1-5              | expression   |  0 | year); use CronDialect.UNIX
          QUARTZ | @daily                   | expression   |  0 | use CronDialect.UNIX or CronDialect.SPRING
          QUARTZ | 0 0 0 1 1 ? 2026 *       | expression   | 17 | it has 8 fields and needs 6 or 7
          QUARTZ | 0 0 0 1 1 ? * * * *      | expression   | 16 | more than 7 fields
          QUARTZ | ''                       | expression   |  0 | it is empty
          QUARTZ | 60 0 0 * * ?             | second       |  0 | 60 is not between 0 and 59
          QUARTZ | 0 60 0 * * ?             | minute       |  2 | 60 is not between 0 and 59
          QUARTZ | 0 0 24 * * ?             | hour         |  4 | 24 is not between 0 and 23
          QUARTZ | 0 0 0 0 * ?              | day of month |  6 | 0 is not between 1 and 31
          QUARTZ | 0 0 0 32 * ?             | day of month |  6 | 32 is not between 1 and 31
          QUARTZ | 0 0 0 1 13 ?             | month        |  8 | 13 is not between 1 and 12
          QUARTZ | 0 0 0 ? * 8              | day of week  | 10 | 8 is not between 1 and 7
          QUARTZ | 0 0 0 ? * 0              | day of week  | 10 | 0 is not between 1 and 7
          QUARTZ | 0 0 0 1 1 ? 1969         | year         | 12 | 1969 is not between 1970 and 2199
          QUARTZ | 0 0 0 1 1 ? 2200         | year         | 12 | 2200 is not between 1970 and 2199
          QUARTZ | 0 0 0 1 1 ? 2030-2020    | year         | 12 | cannot run backwards
          QUARTZ | 0 0/60 * * * ?           | minute       |  4 | a step is from 1 to 59, not 60
          QUARTZ | 0 0/0 * * * ?            | minute       |  4 | a step is from 1 to 59, not 0
          QUARTZ | 0 0 0/24 * * ?           | hour         |  6 | a step is from 1 to 23, not 24
          QUARTZ | 0 0-10/ * * * ?          | minute       |  7 | the field ends too early
          QUARTZ | 0 0/ * * * ?             | minute       |  4 | the field ends too early
          QUARTZ | 0 1, * * * ?             | minute       |  4 | the field ends too early
          QUARTZ | 0 ,1 * * * ?             | minute       |  2 | ",1" is unexpected
          QUARTZ | 0 1,,2 * * * ?           | minute       |  4 | ",2" is unexpected
          QUARTZ | 0 -1 * * * ?             | minute       |  2 | "-1" is unexpected
          QUARTZ | 0 1-5-9 * * * ?          | minute       |  5 | "-9" is unexpected
          QUARTZ | 0 5/5/5 * * * ?          | minute       |  5 | "/5" is unexpected
          QUARTZ | 0 *5 * * * ?             | minute       |  3 | "5" is unexpected
          QUARTZ | 0 00001 * * * ?          | minute       |  2 | at most 4 digits
          QUARTZ | 0 ? 0 1 * ?              | minute       |  2 | ? stands only for a day of month or a day of week
          QUARTZ | 0 0 0 ?,5 * ?            | day of month |  6 | ? stands alone
          QUARTZ | 0 0 0 5,? * ?            | day of month |  8 | ? stands alone
          QUARTZ | 0 0 0 ?/2 * ?            | day of month |  6 | ? stands alone
          QUARTZ | L 0 0 1 * ?              | second       |  0 | "L" is unexpected
          QUARTZ | 0 0 0 1 L ?              | month        |  8 | "L" is unexpected
          QUARTZ | 0 0 0 W * ?              | day of month |  6 | "W" is unexpected
          QUARTZ | 0 0 0 WL * ?             | day of month |  6 | "WL" is unexpected
          QUARTZ | 0 0 0 0W * ?             | day of month |  6 | 0 is not between 1 and 31
          QUARTZ | 0 0 0 32W * ?            | day of month |  6 | 32 is not between 1 and 31
          QUARTZ | 0 0 0 1-5W * ?           | day of month |  9 | "W" is unexpected
          QUARTZ | 0 0 0 15L * ?            | day of month |  8 | "L" is unexpected
          QUARTZ | 0 0 0 L-31 * ?           | day of month |  8 | at most 30 days
          QUARTZ | 0 0 0 L- * ?             | day of month |  8 | the field ends too early
          QUARTZ | 0 0 0 L-W * ?            | day of month |  8 | "W" is unexpected
          QUARTZ | 0 0 0 LL * ?             | day of month |  7 | "L" is unexpected
          QUARTZ | 0 0 0 1#2 * ?            | day of month |  7 | "#2" is unexpected
          QUARTZ | 0 0 0 MON * ?            | day of month |  6 | "MON" is unexpected
          QUARTZ | 0 0 0 ? MON ?            | month        |  8 | "MON" is unexpected
          QUARTZ | 0 0 0 ? * MONDAY         | day of week  | 13 | a name of three letters
          QUARTZ | 0 0 0 ? * MO             | day of week  | 10 | a name of three letters
          QUARTZ | 0 0 0 ? * 1#             | day of week  | 12 | the field ends too early
          QUARTZ | 0 0 0 ? * MON#0          | day of week  | 14 | the weeks 1 to 5, not 0
          QUARTZ | 0 0 0 ? * MON#6          | day of week  | 14 | the weeks 1 to 5, not 6
          QUARTZ | 0 0 0 ? * #2             | day of week  | 10 | "#2" is unexpected
          QUARTZ | 0 0 0 ? * MON-FRIL       | day of week  | 17 | "L" is unexpected
          QUARTZ | 0 0 0 ? * 5W             | day of week  | 11 | "W" is unexpected
          QUARTZ | 0 0 0 ? * SAT,SUN,L      | day of week  | 18 | L alone is Saturday; in a list write SAT, or SATL
          QUARTZ | ${7*7} 0 0 * * ?         | second       |  0 | "${7*7}" is unexpected
          QUARTZ | 0 0 0 1 0 ?              | month        |  8 | 0 is not between 1 and 12
          QUARTZ | 0 0 0 ? * ?              | day of week  | 10 | write "0 0 0 * * ?", or use CronDialect.SPRING
          QUARTZ | 0 0 0 1 * 1              | day of week  | 10 | exactly one of day of month and day of week must be ?
          QUARTZ | 0 0 0 * * MON            | day of week  | 10 | write "0 0 0 ? * MON", or use CronDialect.SPRING
          QUARTZ | 0 0 0 L * L              | day of week  | 10 | exactly one of day of month and day of week must be ?
          QUARTZ | */60 0 0 * * ?           | second       |  2 | a step is from 1 to 59, not 60
          QUARTZ | 0 0-59/60 0 * * ?        | minute       |  7 | a step is from 1 to 59, not 60
          QUARTZ | 0 0 */24 * * ?           | hour         |  6 | a step is from 1 to 23, not 24
          QUARTZ | 0 0 0 */32 * ?           | day of month |  8 | a step is from 1 to 31, not 32
          QUARTZ | 0 0 0 1 */13 ?           | month        | 10 | a step is from 1 to 12, not 13
          QUARTZ | 0 0 0 ? * */8            | day of week  | 12 | a step is from 1 to 7, not 8
          QUARTZ | 0 0 0 1 1 ? */230        | year         | 14 | a step is from 1 to 229, not 230
          QUARTZ | 0 0 /0 * * ?             | hour         |  5 | a step is from 1 to 23, not 0
          QUARTZ | 0 0 ** * * ?             | hour         |  5 | "*" is unexpected
          QUARTZ | 0 0 *-5 * * ?            | hour         |  5 | "-5" is unexpected
          QUARTZ | 0 0 5- * * ?             | hour         |  6 | the field ends too early
          QUARTZ | 0 0 - * * ?              | hour         |  4 | "-" is unexpected
          QUARTZ | 0 0 / * * ?              | hour         |  5 | the field ends too early
          QUARTZ | 0 0 5/x * * ?            | hour         |  6 | "x" is unexpected
          QUARTZ | 0 0 1,2,x * * ?          | hour         |  8 | "x" is unexpected
          QUARTZ | 0 0 5;6 * * ?            | hour         |  5 | ";6" is unexpected
          QUARTZ | 0 0 1.5 * * ?            | hour         |  5 | ".5" is unexpected
          QUARTZ | 0 0 +5 * * ?             | hour         |  4 | "+5" is unexpected
          QUARTZ | 0 0 0x5 * * ?            | hour         |  5 | "x5" is unexpected
          QUARTZ | H 0 0 * * ?              | second       |  0 | "H" is unexpected
          QUARTZ | 0 0 0 15WL * ?           | day of month |  9 | "L" is unexpected
          QUARTZ | 0 0 0 W15 * ?            | day of month |  6 | "W15" is unexpected
          QUARTZ | 0 0 0 1W-5 * ?           | day of month |  8 | "-5" is unexpected
          QUARTZ | 0 0 0 15W/2 * ?          | day of month |  9 | "/2" is unexpected
          QUARTZ | 0 0 0 L/2 * ?            | day of month |  7 | "/2" is unexpected
          QUARTZ | 0 0 0 L-3-2 * ?          | day of month |  9 | "-2" is unexpected
          QUARTZ | 0 0 0 LWL * ?            | day of month |  8 | "L" is unexpected
          QUARTZ | 0 0 0 L-3,?  * ?         | day of month | 10 | ? stands alone, never in a list, a range or with a step
          QUARTZ | 0 0 0 1-L * ?            | day of month |  8 | "L" is unexpected
          QUARTZ | 0 0 0 L15 * ?            | day of month |  7 | "15" is unexpected
          QUARTZ | 0 0 0 15,,L * ?          | day of month |  9 | ",L" is unexpected
          QUARTZ | 0 0 0 ?W * ?             | day of month |  6 | ? stands alone, never in a list, a range or with a step
          QUARTZ | 0 0 0 1 JAN- ?           | month        | 12 | the field ends too early
          QUARTZ | 0 0 0 1 JANUARY ?        | month        | 11 | "UARY" is unexpected
          QUARTZ | 0 0 0 1 JA ?             | month        |  8 | "JA" is unexpected
          QUARTZ | 0 0 0 1 FOO ?            | month        |  8 | "FOO" is unexpected
          QUARTZ | 0 0 0 1 JAN/FEB ?        | month        | 12 | "FEB" is unexpected
          QUARTZ | 0 0 0 1 5W ?             | month        |  9 | "W" is unexpected
          QUARTZ | 0 0 0 1 5#2 ?            | month        |  9 | "#2" is unexpected
          QUARTZ | 0 0 0 1 ? ?              | month        |  8 | ? stands only for a day of month or a day of week; write *
          QUARTZ | ? 0 0 1 * ?              | second       |  0 | ? stands only for a day of month or a day of week; write *
          QUARTZ | 0 0 0 1 1 ? ?            | year         | 12 | ? stands only for a day of month or a day of week; write *
          QUARTZ | 0 0 0 1 1 ? L            | year         | 12 | "L" is unexpected
          QUARTZ | 0 0 0 1 1 ? 20266        | year         | 12 | a number has at most 4 digits
          QUARTZ | 0 0 0 1 1 ? 2199-1970    | year         | 12 | a range of years cannot run backwards
          QUARTZ | 0 0 0 1 1 ? 2100-2200    | year         | 17 | 2200 is not between 1970 and 2199
          QUARTZ | 0 0 0 ? * L-2            | day of week  | 10 | L alone is Saturday; in a list write SAT, or SATL for the last one
          QUARTZ | 0 0 0 ? * LW             | day of week  | 10 | L alone is Saturday; in a list write SAT, or SATL for the last one
          QUARTZ | 0 0 0 ? * L,MON          | day of week  | 10 | L alone is Saturday; in a list write SAT, or SATL for the last one
          QUARTZ | 0 0 0 ? * 6#3/2          | day of week  | 13 | "/2" is unexpected
          QUARTZ | 0 0 0 ? * 6#3L           | day of week  | 13 | "L" is unexpected
          QUARTZ | 0 0 0 ? * 6L#2           | day of week  | 12 | "#2" is unexpected
          QUARTZ | 0 0 0 ? * 6#3-5          | day of week  | 13 | "-5" is unexpected
          QUARTZ | 0 0 0 ? * MON-FRI#2      | day of week  | 17 | "#2" is unexpected
          QUARTZ | 0 0 0 ? * 0#2            | day of week  | 10 | 0 is not between 1 and 7
          QUARTZ | 0 0 0 ? * 8L             | day of week  | 10 | 8 is not between 1 and 7
          QUARTZ | 0 0 0 ? * 5-0            | day of week  | 12 | 0 is not between 1 and 7
          QUARTZ | 0 0 0 ? * MON,           | day of week  | 14 | the field ends too early
          QUARTZ | 0 0 0 ? * MON FRI 2026 5 | expression   | 23 | it has more than 7 fields
          QUARTZ | @reboot                  | expression   |  0 | there are no nicknames such as @daily in this dialect
          """)
  void quartz_refuses_what_means_nothing_or_two_things(
      CronDialect dialect, String expression, String field, int position, String message) {
    check(dialect, expression, field, position, message);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          UNIX        | 0 0 2 * * MON-FRI          | expression   | 10 | write "0 2 * * MON-FRI", or use CronDialect.SPRING
          UNIX        | 0 12 * *                   | expression   |  0 | it has 4 fields and needs 5 (minute, hour, day of month
          UNIX        | 0 0 ? * MON                | day of month |  4 | write "0 0 * * MON"
          UNIX        | 0 0 L * *                  | day of month |  4 | there is no L in this dialect; Quartz has it
          UNIX        | 0 0 15W * *                | day of month |  4 | there is no W in this dialect
          UNIX        | 0 0 * * 5L                 | day of week  |  8 | there is no L in this dialect
          UNIX        | 0 0 * * MON#2              | day of week  |  8 | there is no # in this dialect
          UNIX        | 0 0 * * 8                  | day of week  |  8 | 8 is not between 0 and 7
          UNIX        | 5/15 * * * *               | minute       |  0 | write 5-59/n
          UNIX        | /15 * * * *                | minute       |  0 | write */n
          UNIX        | */90 * * * *               | minute       |  2 | a step is from 1 to 59, not 90
          UNIX        | 0 22-2 * * *               | hour         |  2 | write it as two
          UNIX        | 0 0 * * FRI-MON            | day of week  |  8 | write it as two
          UNIX        | @reboot                    | expression   |  0 | none of @yearly
          UNIX        | @Daily                     | expression   |  0 | none of @yearly
          UNIX        | 60 * * * *                 | minute       |  0 | 60 is not between 0 and 59
          UNIX        | * 24 * * *                 | hour         |  2 | 24 is not between 0 and 23
          UNIX        | * * 0 * *                  | day of month |  4 | 0 is not between 1 and 31
          UNIX        | * * 32 * *                 | day of month |  4 | 32 is not between 1 and 31
          UNIX        | * * * 0 *                  | month        |  6 | 0 is not between 1 and 12
          UNIX        | * * * 13 *                 | month        |  6 | 13 is not between 1 and 12
          UNIX        | * * * * MONDAY             | day of week  | 11 | "DAY" is unexpected
          UNIX        | * * * * MON-FRI-SAT        | day of week  | 15 | "-SAT" is unexpected
          UNIX        | * * * * 5-0                | day of week  |  8 | write it as two
          UNIX        | * * * * 5-3                | day of week  |  8 | write it as two
          UNIX        | 1-5/0 * * * *              | minute       |  4 | a step is from 1 to 59, not 0
          UNIX        | */60 * * * *               | minute       |  2 | a step is from 1 to 59, not 60
          UNIX        | 0-59/60 * * * *            | minute       |  5 | a step is from 1 to 59, not 60
          UNIX        | * * * * */8                | day of week  | 10 | a step is from 1 to 7, not 8
          UNIX        | */ * * * *                 | minute       |  2 | the field ends too early
          UNIX        | 1, * * * *                 | minute       |  2 | the field ends too early
          UNIX        | 10-5 * * * *               | minute       |  0 | write it as two
          UNIX        | 0~59 * * * *               | minute       |  1 | "~59" is unexpected
          UNIX        | H * * * *                  | minute       |  0 | "H" is unexpected
          UNIX        | * * * NOV-FEB *            | month        |  6 | write it as two
          UNIX        | 0 0 * * * 2026             | expression   | 10 | it has 6 fields and needs 5
          UNIX        | 0 0 LW * *                 | day of month |  4 | there is no L in this dialect; Quartz has it
          UNIX        | 0 0 L-3 * *                | day of month |  4 | there is no L in this dialect; Quartz has it
          UNIX        | 0 0 * * L                  | day of week  |  8 | there is no L in this dialect; Quartz has it
          UNIX        | 0 0 * * ?                  | day of week  |  8 | write "0 0 * * *"
          UNIX        | @every 5m                  | expression   |  0 | it is none of @yearly
          UNIX        | @daily 5                   | expression   |  0 | it is none of @yearly
          UNIX        | @                          | expression   |  0 | it is none of @yearly
          UNIX        | @DAILY                     | expression   |  0 | write "@daily", or use CronDialect.SPRING
          UNIX        | @ daily                    | expression   |  0 | it is none of @yearly
          SPRING      | */5 * * * *                | expression   |  0 | write "0 */5 * * * *", or use CronDialect.UNIX
          SPRING      | 0 0 0 1 1 ? 2026           | expression   | 12 | use CronDialect.QUARTZ
          SPRING      | 0 0 22-2 * * *             | hour         |  4 | write it as two
          SPRING      | 0 0 0 * * 5-1              | day of week  | 10 | write it as two
          SPRING      | 0 0 0 * * L                | day of week  | 10 | write SATL for the last Saturday
          SPRING      | 0 0 0 L-3W * *             | day of month |  6 | there is no L-nW in this dialect
          SPRING      | 0 /5 0 * * *               | minute       |  2 | write */n
          SPRING      | 60 * * * * *               | second       |  0 | 60 is not between 0 and 59
          SPRING      | * * 24 * * *               | hour         |  4 | 24 is not between 0 and 23
          SPRING      | * * * 0 * *                | day of month |  6 | 0 is not between 1 and 31
          SPRING      | * * * * 13 *               | month        |  8 | 13 is not between 1 and 12
          SPRING      | * * * * * 8                | day of week  | 10 | 8 is not between 0 and 7
          SPRING      | */60 * * * * *             | second       |  2 | a step is from 1 to 59, not 60
          SPRING      | 0 0 */24 * * *             | hour         |  6 | a step is from 1 to 23, not 24
          SPRING      | ? * * * * *                | second       |  0 | ? stands only for a day of month or a day of week; write *
          SPRING      | * * * * ? *                | month        |  8 | ? stands only for a day of month or a day of week; write *
          SPRING      | * * * ?,5 * *              | day of month |  6 | ? stands alone, never in a list, a range or with a step
          SPRING      | * * * ?/2 * *              | day of month |  6 | ? stands alone, never in a list, a range or with a step
          SPRING      | 0 0 0 1 NOV-FEB *          | month        |  8 | write it as two
          SPRING      | 0 0 0 28-2 * *             | day of month |  6 | write it as two
          SPRING      | 0 0 0 * * SUN/2            | day of week  | 10 | Sunday starts or ends the week here
          SPRING      | 0 0 0 * * 7/2              | day of week  | 10 | Sunday starts or ends the week here
          SPRING      | 0 0 0 * * SUN-SUN          | day of week  | 10 | Sunday to Sunday is one day or the whole week; write SUN or *
          SPRING      | 0 0 0 * * 7-7              | day of week  | 10 | Sunday to Sunday is one day or the whole week; write SUN or *
          SPRING      | 0 0 0 * * 0-SUN            | day of week  | 10 | Sunday to Sunday is one day or the whole week; write SUN or *
          SPRING      | 0 0 0 * * FRI-MON          | day of week  | 10 | write it as two
          SPRING      | 0 0 0 * * 5#0              | day of week  | 12 | # takes the weeks 1 to 5, not 0
          SPRING      | 0 0 0 * * 5#6              | day of week  | 12 | # takes the weeks 1 to 5, not 6
          SPRING      | 0 0 0 * * 8#1              | day of week  | 10 | 8 is not between 0 and 7
          SPRING      | 0 0 0 * * L-2              | day of week  | 10 | L needs a weekday before it; write SATL for the last Saturday
          SPRING      | 0 0 0 L-31 * *             | day of month |  8 | L-n counts back at most 30 days
          SPRING      | 0 0 0 32W * *              | day of month |  6 | 32 is not between 1 and 31
          SPRING      | 0 0 0 WL * *               | day of month |  6 | "WL" is unexpected
          SPRING      | 0 0 0 1-5W * *             | day of month |  9 | "W" is unexpected
          SPRING      | 0 0 0 5L * *               | day of month |  7 | "L" is unexpected
          SPRING      | @reboot                    | expression   |  0 | it is none of @yearly
          SPRING      | @daily @daily              | expression   |  0 | it is none of @yearly
          EVENTBRIDGE | 0 10 * * *                 | expression   |  0 | write "0 10 * * ? *"
          EVENTBRIDGE | cron(0 10 * * * *)         | day of week  | 14 | write "cron(0 10 * * ? *)"
          EVENTBRIDGE | cron(0 10 * * ?)           | expression   |  0 | it has 5 fields and needs 6
          EVENTBRIDGE | cron()                     | expression   |  0 | it has 0 fields and needs 6
          EVENTBRIDGE | cron(cron(0 10 * * ? *))   | minute       |  5 | "cron(0" is unexpected
          EVENTBRIDGE | CRON(0 10 * * ? *)         | minute       |  0 | "CRON(0" is unexpected
          EVENTBRIDGE | rate(5 minutes)            | expression   |  0 | use an interval or an instant
          EVENTBRIDGE | at(2026-01-01T00:00:00)    | expression   |  0 | use an interval or an instant
          EVENTBRIDGE | 0 10 ? * MON-FRI/2 *       | day of week  | 16 | list the days
          EVENTBRIDGE | 0 10 ? * 3#1,6#3 *         | day of week  |  9 | # stands alone in this dialect
          EVENTBRIDGE | 0 10 ? * MON,6L *          | day of week  | 13 | L stands alone in this dialect
          EVENTBRIDGE | 0 10 ? * 0 *               | day of week  |  9 | 0 is not between 1 and 7
          EVENTBRIDGE | @daily                     | expression   |  0 | there are no nicknames
          EVENTBRIDGE | 0 0 10 * * ? *             | expression   | 13 | it has 7 fields and needs 6
          EVENTBRIDGE | cron(0 10 ? * ? *)         | day of week  | 14 | write "cron(0 10 * * ? *)"
          EVENTBRIDGE | cron(0 10 1 * 2 *)         | day of week  | 14 | exactly one of day of month and day of week must be ?
          EVENTBRIDGE | cron(0 10 1 1 ? 1969)      | year         | 16 | 1969 is not between 1970 and 2199
          EVENTBRIDGE | cron(0 10 1 1 ? 2200)      | year         | 16 | 2200 is not between 1970 and 2199
          EVENTBRIDGE | cron(0 10 1 1 ? 2100-2000) | year         | 16 | a range of years cannot run backwards
          EVENTBRIDGE | cron(60 10 * * ? *)        | minute       |  5 | 60 is not between 0 and 59
          EVENTBRIDGE | cron(0 24 * * ? *)         | hour         |  7 | 24 is not between 0 and 23
          EVENTBRIDGE | cron(0 10 0 * ? *)         | day of month | 10 | 0 is not between 1 and 31
          EVENTBRIDGE | cron(0 10 32 * ? *)        | day of month | 10 | 32 is not between 1 and 31
          EVENTBRIDGE | cron(0 10 * 0 ? *)         | month        | 12 | 0 is not between 1 and 12
          EVENTBRIDGE | cron(0 10 ? * 8 *)         | day of week  | 14 | 8 is not between 1 and 7
          EVENTBRIDGE | cron(*/60 * * * ? *)       | minute       |  7 | a step is from 1 to 59, not 60
          EVENTBRIDGE | cron(15/65 10 * * ? *)     | minute       |  8 | a step is from 1 to 59, not 65
          EVENTBRIDGE | cron(/15 * * * ? *)        | minute       |  5 | a step needs a start; write */n
          EVENTBRIDGE | cron(0 10 ? * */2 *)       | day of week  | 15 | weekdays take no step in this dialect; list the days
          EVENTBRIDGE | cron(0 10 ? * 2/2 *)       | day of week  | 15 | weekdays take no step in this dialect; list the days
          EVENTBRIDGE | cron(0 10 L-3W * ? *)      | day of month | 10 | there is no L-nW in this dialect; Quartz has it
          EVENTBRIDGE | cron(0 10 W * ? *)         | day of month | 10 | "W" is unexpected
          EVENTBRIDGE | cron(0 10 3L * ? *)        | day of month | 11 | "L" is unexpected
          EVENTBRIDGE | cron(0 10 ? * 3#6 *)       | day of week  | 16 | # takes the weeks 1 to 5, not 6
          EVENTBRIDGE | cron(0 10 ? * 3#1,3 *)     | day of week  | 14 | # stands alone in this dialect, never in a list
          EVENTBRIDGE | cron(0 10 ? * 3,3#1 *)     | day of week  | 16 | # stands alone in this dialect, never in a list
          EVENTBRIDGE | cron(0 10 ? * L-2 *)       | day of week  | 14 | L alone is Saturday; in a list write SAT, or SATL for the last one
          EVENTBRIDGE | cron(0 10 ? * Monday *)    | day of week  | 17 | "day" is unexpected
          EVENTBRIDGE | cron (0 10 * * ? *)        | expression   | 17 | it has 7 fields and needs 6
          EVENTBRIDGE | cron(0 10 * * ? *          | expression   | 16 | there is no closing bracket at its end
          EVENTBRIDGE | cron(0 10 * * ? *))        | year         | 17 | ")" is unexpected
          """)
  void the_other_dialects_refuse_what_means_nothing_or_two_things(
      CronDialect dialect, String expression, String field, int position, String message) {
    check(dialect, expression, field, position, message);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"QUARTZ, Quartz", "UNIX, Unix", "SPRING, Spring", "EVENTBRIDGE, EventBridge"})
  void the_message_names_the_dialect_and_quotes_the_expression(CronDialect dialect, String label) {
    CronSyntaxException error =
        catchThrowableOfType(
            CronSyntaxException.class, () -> CronSchedule.parse(dialect, "  what is this? "));

    assertThat(error).hasMessageStartingWith(label + " cron expression \"  what is this? \": ");
  }

  private static void check(
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
}
