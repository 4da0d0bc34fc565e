package dev.punctual.config;

import dev.punctual.CronDialect;
import dev.punctual.DstPolicy;
import dev.punctual.InvalidDefinitionException;
import dev.punctual.Trigger;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Reads when a job runs: EventBridge's forms, the text form of any trigger, or a bare cron
 * expression, and what refines it. The zone of the file is asked for only where local times need
 * one.
 */
final class TriggerReader {
  private static final Pattern EVENTBRIDGE =
      Pattern.compile("(cron|rate|at)\\s*\\(.*", Pattern.DOTALL);
  private static final Pattern WORD = Pattern.compile("\"[^\"]*\"|\\S+");
  private static final Pattern ADVICE = Pattern.compile("CronDialect\\.([A-Z]+)");
  private static final int UNIX_FIELDS = 5;

  /** After how many words of a text form its zone comes; none where there are no local times. */
  private static final Map<String, Integer> ZONE_AFTER =
      Map.of("at", 0, "every", 0, "after", 0, "daily", 2, "weekly", 3, "cron", 3);

  private final Block entry;
  private final Supplier<ZoneId> zoneOfFile;

  TriggerReader(Block entry, Supplier<ZoneId> zoneOfFile) {
    this.entry = entry;
    this.zoneOfFile = zoneOfFile;
  }

  /** The trigger; empty if there is none, or one of its fields is wrong, which is noted then. */
  Optional<Trigger> read() {
    var zone = entry.text("zone", ZoneId::of);
    var dialect = entry.text("dialect", CronDialect::parse);
    boolean isRead = zone.isPresent() || !entry.has("zone");
    if (!isRead || (entry.has("dialect") && dialect.isEmpty())) {
      return Optional.empty();
    }
    var trigger = entry.text("expression", text -> expression(text.strip(), zone, dialect));
    trigger = refine(trigger, "dst", (text, known) -> known.withDst(DstPolicy.parse(text)));
    trigger = refine(trigger, "from", (text, known) -> known.from(Instant.parse(text)));
    trigger = refine(trigger, "until", (text, known) -> known.until(Instant.parse(text)));
    return refine(trigger, "jitter", (text, known) -> known.withJitter(Durations.parse(text)));
  }

  /** Takes one more field into account. */
  private interface Refinement {
    Trigger refine(String text, Trigger known);
  }

  private Optional<Trigger> refine(Optional<Trigger> known, String key, Refinement refinement) {
    if (known.isEmpty() || !entry.has(key)) {
      return known;
    }
    return entry.text(key, text -> refinement.refine(text, known.get()));
  }

  private Trigger expression(String text, Optional<ZoneId> zone, Optional<CronDialect> dialect) {
    var first = WORD.matcher(text).results().map(found -> found.group()).findFirst().orElse("");
    boolean isTextForm = ZONE_AFTER.containsKey(first);
    if (EVENTBRIDGE.matcher(text).matches()) {
      refuse(dialect.filter(other -> other != CronDialect.EVENTBRIDGE), "dialect");
      return eventBridge(text, () -> zone.orElseGet(zoneOfFile));
    }
    if (isTextForm) {
      refuse(dialect, "dialect");
      return Trigger.parse(withZone(text, ZONE_AFTER.getOrDefault(first, 0), zone));
    }
    if (dialect.isEmpty() && first.chars().allMatch(Character::isLetter)) {
      Suggestion.of(first, ZONE_AFTER.keySet())
          .ifPresent(meant -> {
            throw new InvalidDefinitionException(
                "it begins with no word of a trigger; did you mean " + meant + "?");
          });
    }
    return cron(dialect.orElseGet(() -> dialectOf(text)), text, zone.orElseGet(zoneOfFile));
  }

  private static void refuse(Optional<?> given, String what) {
    if (given.isPresent()) {
      throw new InvalidDefinitionException(
          "it names its " + what + " itself: leave the key " + what + " out");
    }
  }

  private Trigger eventBridge(String text, Supplier<ZoneId> zone) {
    return text.startsWith("rate")
        ? cron(CronDialect.EVENTBRIDGE, text, ZoneId.of("UTC"))
        : cron(CronDialect.EVENTBRIDGE, text, zone.get());
  }

  /** Five fields are a Unix crontab's, since Quartz and Spring have six at least. */
  private static CronDialect dialectOf(String text) {
    return text.startsWith("@") || WORD.matcher(text).results().count() == UNIX_FIELDS
        ? CronDialect.UNIX
        : CronDialect.QUARTZ;
  }

  private static Trigger cron(CronDialect dialect, String text, ZoneId zone) {
    try {
      return Trigger.cron(dialect, text, zone);
    } catch (InvalidDefinitionException e) {
      throw new InvalidDefinitionException(
          ADVICE
              .matcher(String.valueOf(e.getMessage()))
              .replaceAll(found -> "'dialect: " + CronDialect.valueOf(found.group(1)).text() + "'"),
          e);
    }
  }

  /** A text form of local times, with the zone put in where it names none. */
  private String withZone(String text, int after, Optional<ZoneId> zone) {
    var words = WORD.matcher(text).results().toList();
    boolean namesOne = words.size() > after && words.get(after).group().equals("in");
    if (after == 0) {
      return text;
    }
    if (namesOne) {
      refuse(zone, "zone");
      return text;
    }
    if (words.size() < after) {
      return text;
    }
    int end = words.get(after - 1).end();
    var id = zone.orElseGet(zoneOfFile).getId();
    return text.substring(0, end) + " in " + id + text.substring(end);
  }
}
