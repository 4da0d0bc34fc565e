package dev.punctual.config;

import dev.punctual.InvalidDefinitionException;
import dev.punctual.TimingThread;
import dev.punctual.internal.text.Quote;
import dev.punctual.sqlite.Synchronous;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The options that are given, each read and within its bounds; what is wrong with any of them is
 * reported together. A value is shown only if its key is known, since a secret may stand under any
 * other.
 */
final class Options {
  private static final Duration LONGEST = Duration.ofDays(36_500);
  private static final int MOST_WORKERS = 1_000_000;

  static final Option<ZoneId> TIMEZONE = Option.zone("TIMEZONE", "UTC");
  static final Option<Integer> MAX_WORKERS = Option.number("MAX_WORKERS", "10000", 1, MOST_WORKERS);
  static final Option<Integer> MAX_WORKERS_OF =
      Option.number("MAX_WORKERS_<EXECUTOR>", "as many as there are in all", 1, MOST_WORKERS);
  static final Option<Duration> MISFIRE_GRACE_TIME =
      Option.duration("MISFIRE_GRACE_TIME", "10s", Duration.ZERO, LONGEST);
  static final Option<Path> SCHEDULES = Option.path("SCHEDULES", "none");
  static final Option<Path> DATABASE = Option.path("DATABASE", "in memory");
  static final Option<Synchronous> DATABASE_SYNCHRONOUS =
      Option.choice("DATABASE_SYNCHRONOUS", Synchronous.FULL);
  static final Option<Duration> DATABASE_WAIT =
      Option.duration("DATABASE_WAIT", "0s", Duration.ZERO, Duration.ofDays(1));
  static final Option<Duration> LEAD =
      Option.duration("LEAD", "2s", Duration.ofMillis(10), Duration.ofMinutes(5));
  static final Option<Duration> DRAIN =
      Option.duration("DRAIN", "30s", Duration.ZERO, Duration.ofHours(1));
  static final Option<Duration> CALL_TIMEOUT =
      Option.duration("CALL_TIMEOUT", "10s", Duration.ofMillis(100), Duration.ofHours(1));
  static final Option<Integer> RETENTION_SUCCESSES =
      Option.number("RETENTION_SUCCESSES", "10000", 1, Integer.MAX_VALUE);
  static final Option<Duration> RETENTION_AGE =
      Option.duration("RETENTION_AGE", "30d", Duration.ofMillis(1), LONGEST);
  static final Option<TimingThread> TIMING_THREAD =
      Option.choice("TIMING_THREAD", TimingThread.PLATFORM);
  static final Option<Boolean> KEEP_ALIVE = Option.yesOrNo("KEEP_ALIVE", true);

  static final List<Option<?>> ALL =
      List.of(
          TIMEZONE,
          MAX_WORKERS,
          MAX_WORKERS_OF,
          MISFIRE_GRACE_TIME,
          SCHEDULES,
          DATABASE,
          DATABASE_SYNCHRONOUS,
          DATABASE_WAIT,
          LEAD,
          DRAIN,
          CALL_TIMEOUT,
          RETENTION_SUCCESSES,
          RETENTION_AGE,
          TIMING_THREAD,
          KEEP_ALIVE);

  private static final String OF_ONE = MAX_WORKERS.knob().variable() + "_";

  /** What Kubernetes puts into the environment of every pod if a service is called scheduler. */
  private static final Pattern SERVICE_LINK =
      Pattern.compile(
          "SCHEDULER_(SERVICE_HOST|SERVICE_PORT(_.*)?|PORT|PORT_\\d+_(TCP|UDP|SCTP)(_.*)?)");

  private final Map<Option<?>, Object> values = new HashMap<>();
  private final Map<String, Integer> workersOf = new TreeMap<>();

  private Options() {}

  /**
   * Reads what is given; other keys than those of this library are left alone.
   *
   * @throws InvalidDefinitionException naming every fault, one to a line
   */
  static Options read(Map<String, String> given) {
    var options = new Options();
    var faults = new ArrayList<String>();
    var keys = new HashMap<String, String>();
    for (var entry : new TreeMap<>(given).entrySet()) {
      var key = entry.getKey();
      var variable = key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
      boolean isOurs = key.startsWith(Option.PREFIX) || key.startsWith("scheduler.");
      if (!isOurs || SERVICE_LINK.matcher(key).matches()) {
        continue;
      }
      var earlier = keys.put(variable, key);
      if (earlier == null) {
        options.take(key, variable, entry.getValue(), faults);
      } else {
        faults.add(shown(key) + " is given twice, also as " + shown(earlier));
      }
    }
    var database = DATABASE.knob().variable();
    keys.keySet().stream()
        .filter(variable -> variable.startsWith(database) && !keys.containsKey(database))
        .sorted()
        .forEach(variable -> faults.add(variable + " is given, but no " + database));
    if (!faults.isEmpty()) {
      throw new InvalidDefinitionException(String.join("\n", faults));
    }
    return options;
  }

  private void take(String key, String variable, String text, List<String> faults) {
    for (var option : ALL) {
      if (option.knob().variable().equals(variable)) {
        read(option, key, text, faults).ifPresent(value -> values.put(option, value));
        return;
      }
    }
    if (variable.startsWith(OF_ONE) && variable.length() > OF_ONE.length()) {
      var executor = variable.substring(OF_ONE.length()).toLowerCase(Locale.ROOT).replace('_', '-');
      read(MAX_WORKERS_OF, key, text, faults).ifPresent(most -> workersOf.put(executor, most));
      return;
    }
    faults.add("unknown key " + shown(key) + suggestion(variable));
  }

  private static <T> Optional<T> read(
      Option<T> option, String key, String text, List<String> faults) {
    if (text.isBlank()) {
      faults.add(shown(key) + " is empty; leave it out for the default");
      return Optional.empty();
    }
    try {
      return Optional.of(option.reading().apply(text.strip()));
    } catch (IllegalArgumentException | DateTimeException e) {
      faults.add(option.fault(shown(key), text));
      return Optional.empty();
    }
  }

  private static String suggestion(String variable) {
    var names =
        ALL.stream()
            .map(option -> option.knob().variable().substring(Option.PREFIX.length()))
            .toList();
    return Suggestion.of(variable.substring(Option.PREFIX.length()), names)
        .map(meant -> "; did you mean " + Option.PREFIX + meant + "?")
        .orElse("; its value is not read");
  }

  private static String shown(String key) {
    return Quote.escaped(key, 100);
  }

  /** The value of an option; empty if it is not given. */
  @SuppressWarnings("unchecked") // the value was read by this very option
  <T> Optional<T> get(Option<T> option) {
    return Optional.ofNullable((T) values.get(option));
  }

  /** The limits of single executors, by name. */
  Map<String, Integer> workersOf() {
    return workersOf;
  }
}
