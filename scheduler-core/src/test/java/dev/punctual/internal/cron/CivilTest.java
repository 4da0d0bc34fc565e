package dev.punctual.internal.cron;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;

class CivilTest {
  @Test
  void every_day_from_year_minus_1_to_10000_agrees_with_local_date() {
    LocalDate date = LocalDate.of(-1, 1, 1);
    for (int day = (int) date.toEpochDay(); date.getYear() < 10_001; day++) {
      int civil = Civil.date(day);
      if (Civil.year(civil) != date.getYear()
          || Civil.month(civil) != date.getMonthValue()
          || Civil.day(civil) != date.getDayOfMonth()
          || Civil.weekday(day) != date.getDayOfWeek().getValue() % 7) {
        assertThat(day).as("epoch day of %s", date).isNull();
      }
      date = date.plusDays(1);
    }
  }

  @Test
  void every_month_from_year_minus_1_to_10000_agrees_with_year_month() {
    for (YearMonth month = YearMonth.of(-1, 1);
        month.getYear() < 10_001;
        month = month.plusMonths(1)) {
      int year = month.getYear();
      int number = month.getMonthValue();
      if (Civil.firstOfMonth(year, number) != month.atDay(1).toEpochDay()
          || Civil.lengthOfMonth(year, number) != month.lengthOfMonth()) {
        assertThat(month).as("first day or length").isNull();
      }
    }
  }
}
