package dev.punctual.internal.cronutils;

import com.cronutils.descriptor.CronDescriptor;
import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import dev.punctual.DstPolicy;
import dev.punctual.internal.cron.CronSchedule;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts cron expressions into words by cron-utils 9.2.1, where its words can be trusted.
 *
 * <p>That library says wrong things about some expressions: it drops where a step starts ({@code
 * 5/15} and {@code 0/15} get the same words), the range of a step in hours, all but the first day
 * of a step in weekdays, the {@code L} of a list; it takes a lone {@code L} for the last Sunday,
 * and does not say that Unix day fields mean "or". And where it has no words in a language, it
 * takes those of the machine. So words are given only if
 *
 * <ul>
 *   <li>each field has one of the shapes below, whose words were read and found right;
 *   <li>its own next times agree with ours for a while, hence it has read what we have;
 *   <li>the language is one it has, and the words hold no broken character.
 * </ul>
 */
public final class CronWords {
  private static final Logger LOG = LoggerFactory.getLogger("dev.punctual.scheduler");
  private static final int COMPARED_TIMES = 12;
  private static final Instant COMPARED_FROM = Instant.parse("2026-01-01T00:00:00Z");
  private static final char BROKEN = '\uFFFD';

  private static final Set<String> LANGUAGES =
      Set.of(
          "de", "el", "en", "es", "fr", "id", "it", "ja", "ko", "nl", "pl", "pt", "ro", "ru", "sw",
          "tr", "zh");

  private static final String VALUE = "(?:\\d+|[A-Z]{3})";
  private static final String VALUES = VALUE + "(?:-" + VALUE + "|(?:," + VALUE + ")*)";
  private static final Pattern TIME = Pattern.compile("\\*|(?:\\*|0)/\\d+|" + VALUES);
  private static final Pattern DAY =
      Pattern.compile("[*?]|(?:\\*|1)/\\d+|L|LW|L-\\d+|[12]?\\dW|" + VALUES);
  private static final Pattern MONTH = Pattern.compile("\\*|(?:\\*|1)/\\d+|" + VALUES);
  private static final Pattern WEEKDAY =
      Pattern.compile("[*?]|" + VALUE + "L|" + VALUE + "#\\d|" + VALUES);
  private static final Pattern YEAR = Pattern.compile("\\*|" + VALUES);

  private CronWords() {}

  /**
   * Describes an expression.
   *
   * @param schedule the expression
   * @param locale the language; English if it is not spoken
   * @return the words, or empty if there are none that can be trusted
   */
  public static Optional<String> describe(CronSchedule schedule, Locale locale) {
    var fields = List.of(schedule.fields().split(" ", -1));
    if (!areTrusted(schedule, fields)) {
      return Optional.empty();
    }
    try {
      var cron = read(schedule);
      if (!agrees(cron, schedule)) {
        return Optional.empty();
      }
      boolean spoken = LANGUAGES.contains(locale.getLanguage());
      var words = CronDescriptor.instance(spoken ? locale : Locale.ENGLISH).describe(cron);
      return Optional.of(words).filter(text -> text.indexOf(BROKEN) < 0 && !text.isBlank());
    } catch (RuntimeException e) {
      LOG.debug("cron-utils has no words for {}", schedule, e);
      return Optional.empty();
    }
  }

  private static boolean areTrusted(CronSchedule schedule, List<String> fields) {
    return switch (schedule.dialect()) {
      case QUARTZ -> haveKnownShapes(fields.subList(0, 6), fields.subList(6, fields.size()));
      case SPRING -> haveKnownShapes(fields, List.of());
      case UNIX ->
          haveKnownShapes(withSeconds(fields), List.of())
              && (fields.get(2).equals("*") || fields.get(4).equals("*"));
      case EVENTBRIDGE -> haveKnownShapes(withSeconds(fields.subList(0, 5)), fields.subList(5, 6));
    };
  }

  private static List<String> withSeconds(List<String> fields) {
    return List.of("0", fields.get(0), fields.get(1), fields.get(2), fields.get(3), fields.get(4));
  }

  private static boolean haveKnownShapes(List<String> fields, List<String> years) {
    return TIME.matcher(fields.get(0)).matches()
        && TIME.matcher(fields.get(1)).matches()
        && TIME.matcher(fields.get(2)).matches()
        && DAY.matcher(fields.get(3)).matches()
        && MONTH.matcher(fields.get(4)).matches()
        && WEEKDAY.matcher(fields.get(5)).matches()
        && years.stream().allMatch(year -> YEAR.matcher(year).matches());
  }

  private static Cron read(CronSchedule schedule) {
    var fields = schedule.fields();
    return switch (schedule.dialect()) {
      case QUARTZ -> parse(CronType.QUARTZ, fields);
      case UNIX -> parse(CronType.UNIX, fields);
      case SPRING -> parse(CronType.SPRING53, fields);
      case EVENTBRIDGE -> parse(CronType.QUARTZ, "0 " + fields);
    };
  }

  private static Cron parse(CronType type, String fields) {
    return new CronParser(CronDefinitionBuilder.instanceDefinitionFor(type)).parse(fields);
  }

  private static boolean agrees(Cron cron, CronSchedule schedule) {
    var theirs = ExecutionTime.forCron(cron);
    var from = COMPARED_FROM;
    for (int i = 0; i < COMPARED_TIMES; i++) {
      var next = schedule.nextAfter(from, ZoneOffset.UTC, DstPolicy.RUN_ONCE);
      var their = theirs.nextExecution(from.atZone(ZoneOffset.UTC)).map(ZonedDateTime::toInstant);
      if (!their.equals(next)) {
        return false;
      }
      if (next.isEmpty()) {
        return true;
      }
      from = next.get();
    }
    return true;
  }
}
