package dev.punctual.internal.cron;

import dev.punctual.CronDialect;
import dev.punctual.internal.cron.RandomDays.Days;
import dev.punctual.internal.cron.RandomNumbers.Numbers;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/** Makes random expressions, together with their meaning in plain java.time. */
final class RandomCron {
  private static final Numbers ZERO = Numbers.of(0);

  private final Random random;
  private final CronDialect dialect;
  private final RandomNumbers numbers;
  private final RandomDays days;

  private RandomCron(Random random, CronDialect dialect) {
    this.random = random;
    this.dialect = dialect;
    this.numbers = new RandomNumbers(random, dialect);
    this.days = new RandomDays(random, dialect);
  }

  static CronOracle next(Random random) {
    List<CronDialect> dialects = List.of(CronDialect.values());
    return next(random, dialects.get(random.nextInt(dialects.size())));
  }

  static CronOracle next(Random random, CronDialect dialect) {
    RandomCron cron = new RandomCron(random, dialect);
    boolean hasMacros = dialect == CronDialect.UNIX || dialect == CronDialect.SPRING;
    return hasMacros && cron.oneIn(20) ? cron.macro() : cron.fields();
  }

  private CronOracle fields() {
    boolean hasSeconds = dialect == CronDialect.QUARTZ || dialect == CronDialect.SPRING;
    Numbers second = hasSeconds && oneIn(8) ? numbers.list(0, 59) : ZERO;
    Numbers minute = numbers.list(0, 59);
    Numbers hour = oneIn(2) ? numbers.hourOfChange() : numbers.list(0, 23);
    Numbers month = oneIn(3) ? numbers.months() : Numbers.every(1, 12);
    boolean hasYear =
        dialect == CronDialect.EVENTBRIDGE || (dialect == CronDialect.QUARTZ && oneIn(4));
    Numbers year = hasYear && oneIn(4) ? numbers.years() : new Numbers("*", Set.of());
    boolean everyYear = List.of("*", "*/1", "/1").contains(year.text());
    Days day = oneIn(2) ? Days.any("*") : days.ofMonth();
    Days weekday = oneIn(2) ? Days.any("*") : days.ofWeek();
    Predicate<LocalDate> both = day.meaning().and(weekday.meaning());
    Predicate<LocalDate> inDays =
        switch (dialect) {
          case UNIX ->
              day.text().startsWith("*") || weekday.text().startsWith("*")
                  ? both
                  : day.meaning().or(weekday.meaning());
          case SPRING -> {
            day = orQuestionMark(day);
            weekday = orQuestionMark(weekday);
            yield both;
          }
          case QUARTZ, EVENTBRIDGE -> {
            boolean byDay = oneIn(2);
            day = byDay ? day : Days.any("?");
            weekday = byDay ? Days.any("?") : weekday;
            yield byDay ? day.meaning() : weekday.meaning();
          }
        };
    String expression =
        (hasSeconds ? second.text() + " " : "")
            + String.join(" ", minute.text(), hour.text(), day.text(), month.text(), weekday.text())
            + (hasYear ? " " + year.text() : "");
    return new CronOracle(
        dialect,
        dialect == CronDialect.EVENTBRIDGE && oneIn(2) ? "cron(" + expression + ")" : expression,
        second.isIntervalLike() || minute.isIntervalLike() || hour.isIntervalLike(),
        second.values(),
        minute.values(),
        hour.values(),
        inDays
            .and(date -> month.values().contains(date.getMonthValue()))
            .and(date -> everyYear || year.values().contains(date.getYear())));
  }

  private Days orQuestionMark(Days days) {
    return days.text().equals("*") && oneIn(2) ? Days.any("?") : days;
  }

  private CronOracle macro() {
    return switch (random.nextInt(5)) {
      case 0 -> macro("@hourly", Numbers.every(0, 23), date -> true);
      case 1 -> macro(oneIn(2) ? "@daily" : "@midnight", ZERO, date -> true);
      case 2 -> macro("@weekly", ZERO, date -> date.getDayOfWeek().getValue() == 7);
      case 3 -> macro("@monthly", ZERO, date -> date.getDayOfMonth() == 1);
      default -> macro(oneIn(2) ? "@yearly" : "@annually", ZERO, date -> date.getDayOfYear() == 1);
    };
  }

  private CronOracle macro(String name, Numbers hours, Predicate<LocalDate> dates) {
    boolean inCapitals = dialect == CronDialect.SPRING && oneIn(2);
    return new CronOracle(
        dialect,
        inCapitals ? name.toUpperCase(Locale.ROOT) : name,
        hours.isIntervalLike(),
        ZERO.values(),
        ZERO.values(),
        hours.values(),
        dates);
  }

  private boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }
}
