package dev.punctual.internal.cron;

import dev.punctual.CronDialect;
import dev.punctual.internal.cron.CronGrammar.Feature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Turns a fault into an exception that says what to do. The usual mistake is an expression of one
 * dialect handed to another, so the advice is found by trying: a small repair that this dialect
 * accepts, and the other dialects that accept the text as it stands.
 */
final class CronAdvice {
  private static final int MAX_QUOTE = 80;
  private static final int MAX_LONE_QUOTE = 150;
  private static final int UNIX_FIELDS = 5;

  private CronAdvice() {}

  /** Returns the exception that explains why an expression cannot be read, and offers a cure. */
  static CronSyntaxException explain(CronGrammar grammar, String text, FieldFault fault) {
    String cure = text.length() > MAX_QUOTE ? "" : cure(grammar, text);
    String message =
        "%s cron expression %s: %s, position %d: %s%s"
            .formatted(
                grammar.label(),
                Quotation.of(text, cure.isEmpty() ? MAX_LONE_QUOTE : MAX_QUOTE),
                fault.field(),
                fault.position(),
                fault.getMessage(),
                cure);
    return new CronSyntaxException(fault.field(), fault.position(), message);
  }

  private static String cure(CronGrammar grammar, String text) {
    List<String> fields = Stream.of(CronTokens.trimmed(text).split("[ \t]+", -1)).toList();
    Optional<String> repaired =
        repairs(grammar, fields).filter(repair -> reads(grammar, repair)).findFirst();
    List<CronDialect> readers =
        Arrays.stream(CronDialect.values())
            .filter(dialect -> reads(CronGrammar.of(dialect), text))
            .toList();
    StringBuilder cure = new StringBuilder();
    repaired.ifPresent(repair -> cure.append("; write ").append(Quotation.of(repair, MAX_QUOTE)));
    if (!readers.isEmpty()) {
      String names =
          readers.stream()
              .map(reader -> "CronDialect." + reader)
              .collect(Collectors.joining(" or "));
      cure.append(cure.isEmpty() ? "; use " : ", or use ")
          .append(names)
          .append(", which reads it as it stands");
    }
    if (!readers.isEmpty() && mentionsWeekdayNumbers(grammar, fields)) {
      cure.append(" (mind the weekday numbers: 1 is Sunday in Quartz and EventBridge,")
          .append(" Monday in Unix and Spring)");
    }
    return cure.toString();
  }

  private static Stream<String> repairs(CronGrammar grammar, List<String> fields) {
    return Stream.of(fields, refitted(grammar, fields))
        .flatMap(some -> Stream.of(some, withDayFields(grammar, some)))
        .map(some -> String.join(" ", some))
        .map(some -> some.startsWith("@") ? some.toLowerCase(Locale.ROOT) : some);
  }

  /** Adds the seconds or the year that the dialect has and Unix has not, or drops the seconds. */
  private static List<String> refitted(CronGrammar grammar, List<String> fields) {
    boolean unix = fields.size() == UNIX_FIELDS;
    boolean renumbered =
        unix && grammar.has(Feature.WEEKDAYS_FROM_ONE) && hasWeekdayNumbers(fields.getLast());
    List<String> refitted = new ArrayList<>(fields);
    switch (grammar.dialect()) {
      case QUARTZ, SPRING -> {
        if (unix && !renumbered) {
          refitted.addFirst("0");
        }
      }
      case EVENTBRIDGE -> {
        if (unix && !renumbered) {
          refitted.addLast("*");
        }
      }
      case UNIX -> {
        if (fields.size() == UNIX_FIELDS + 1 && fields.getFirst().equals("0")) {
          refitted.removeFirst();
        }
      }
    }
    return refitted;
  }

  /** Puts {@code ?} where the dialect wants it and nothing is lost, or {@code *} for it. */
  private static List<String> withDayFields(CronGrammar grammar, List<String> fields) {
    List<String> changed = new ArrayList<>(fields);
    int dayOfMonth = grammar.fields().indexOf(CronField.DAY_OF_MONTH);
    int dayOfWeek = grammar.fields().indexOf(CronField.DAY_OF_WEEK);
    if (!grammar.has(Feature.QUESTION_MARK)) {
      changed.replaceAll(field -> field.equals("?") ? "*" : field);
    } else if (grammar.has(Feature.ONE_DAY_FIELD) && dayOfWeek < fields.size()) {
      if (fields.get(dayOfWeek).equals("*")) {
        changed.set(dayOfWeek, "?");
      } else if (fields.get(dayOfMonth).equals("*")) {
        changed.set(dayOfMonth, "?");
      } else if (fields.get(dayOfMonth).equals("?")) {
        changed.set(dayOfMonth, "*");
      }
    }
    return changed;
  }

  private static boolean mentionsWeekdayNumbers(CronGrammar grammar, List<String> fields) {
    int dayOfWeek = Math.min(grammar.fields().indexOf(CronField.DAY_OF_WEEK), fields.size() - 1);
    return hasWeekdayNumbers(fields.get(dayOfWeek));
  }

  private static boolean hasWeekdayNumbers(String field) {
    return field.chars().anyMatch(Character::isDigit);
  }

  private static boolean reads(CronGrammar grammar, String text) {
    try {
      CronParser.parse(grammar, text);
      return true;
    } catch (FieldFault fault) {
      return false;
    }
  }
}
