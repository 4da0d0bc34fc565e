package dev.punctual;

import dev.punctual.internal.text.Quote;
import dev.punctual.internal.text.Words;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Reads the text forms of triggers; each trigger's toString writes its own. */
final class TriggerText {
  private TriggerText() {}

  static Trigger parse(String text) {
    var words = new Words("trigger", text);
    var trigger =
        switch (words.next()) {
          case "at" -> Trigger.at(words.instant());
          case "every" -> every(words);
          case "after" -> afterEnd(words);
          case "cron" -> cron(words);
          case "daily" -> daily(words);
          case "weekly" -> weekly(words);
          default ->
              throw new InvalidDefinitionException(
                  "trigger "
                      + Quote.of(text)
                      + " does not begin with at, every, after end, cron, daily or weekly");
        };
    if (words.skip("dst")) {
      trigger = trigger.withDst(words.read(DstPolicy::parse));
    }
    if (words.skip("from")) {
      trigger = trigger.from(words.instant());
    }
    if (words.skip("until")) {
      trigger = trigger.until(words.instant());
    }
    if (words.skip("jitter")) {
      trigger = trigger.withJitter(words.duration());
    }
    words.end();
    return trigger;
  }

  private static Trigger every(Words words) {
    var period = words.duration();
    return words.skip("anchored", "at")
        ? Trigger.every(period, words.instant())
        : Trigger.every(period);
  }

  private static Trigger afterEnd(Words words) {
    words.expect("end");
    return Trigger.afterEnd(words.duration());
  }

  private static Trigger cron(Words words) {
    var dialect = words.read(CronDialect::parse);
    var expression = words.next();
    words.expect("in");
    return Trigger.cron(dialect, expression, words.zone());
  }

  private static Trigger daily(Words words) {
    var time = words.read(LocalTime::parse);
    words.expect("in");
    return Trigger.daily(time, words.zone());
  }

  private static Trigger weekly(Words words) {
    var days = words.read(TriggerText::days);
    var time = words.read(LocalTime::parse);
    words.expect("in");
    return Trigger.weekly(days, time, words.zone());
  }

  private static Set<DayOfWeek> days(String names) {
    var days = EnumSet.noneOf(DayOfWeek.class);
    for (var name : names.split(",", -1)) {
      days.add(day(name));
    }
    return days;
  }

  private static DayOfWeek day(String name) {
    for (var day : DayOfWeek.values()) {
      if (day.name().startsWith(name.toUpperCase(Locale.ROOT)) && name.length() == 3) {
        return day;
      }
    }
    throw new IllegalArgumentException("not the three letters of a weekday");
  }
}
