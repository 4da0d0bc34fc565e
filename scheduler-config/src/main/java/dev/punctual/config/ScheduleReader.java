package dev.punctual.config;

import dev.punctual.InvalidDefinitionException;
import dev.punctual.JobId;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Reads a whole file, entry by entry. */
final class ScheduleReader {
  private static final String JOBS = "jobs";
  private static final List<String> KEYS = List.of("zone", JOBS, EntryReader.LAMBDA_SCHEDULES);

  private final Faults faults;
  private final Supplier<ZoneId> zone;
  private final Duration grace;
  private final Block file;
  private final List<Entry> entries = new ArrayList<>();
  private final Set<JobId> names = new HashSet<>();

  private ScheduleReader(Faults faults, Block file, ScheduleDefaults defaults) {
    this.faults = faults;
    this.file = file;
    this.grace = defaults.grace();
    Optional<ZoneId> own = file.text("zone", ZoneId::of);
    boolean isBroken = file.has("zone") && own.isEmpty();
    this.zone =
        () -> {
          if (isBroken) {
            throw new InvalidDefinitionException("it needs the zone of the file, which is wrong");
          }
          return own.orElse(defaults.zone());
        };
  }

  /**
   * The file.
   *
   * @throws InvalidDefinitionException if it cannot be parsed at all, or has not even sections
   */
  static ScheduleFile read(String name, String text, ScheduleDefaults defaults) {
    var root =
        YamlReader.read(name, text)
            .orElseThrow(() ->
                SyntaxFault.at(
                    name, Place.START, "it is empty; to declare no job at all, write jobs: []"));
    if (!(root instanceof YamlNode.Mapping sections)) {
      throw SyntaxFault.at(
          name, root.place(), "it does not begin with a key; write jobs: and the entries below it");
    }
    var faults = new Faults(name);
    var file = Block.of(sections, "", KEYS, faults);
    boolean isWhole = faults.count() == 0;
    var reader = new ScheduleReader(faults, file, defaults);
    for (var section : List.of(JOBS, EntryReader.LAMBDA_SCHEDULES)) {
      isWhole &= reader.section(section);
    }
    if (!file.has(JOBS) && !file.has(EntryReader.LAMBDA_SCHEDULES)) {
      faults.add(file.place(), JOBS, "it is missing; to declare no job at all, write jobs: []");
      isWhole = false;
    }
    return new ScheduleFile(name, reader.entries, isWhole, faults.found());
  }

  /** Whether all entries of a section were found, broken or not. */
  private boolean section(String key) {
    return switch (file.get(key).orElse(new YamlNode.Sequence(List.of(), Place.START))) {
      case YamlNode.Sequence list -> {
        entries(key, list);
        yield true;
      }
      case YamlNode.Broken broken -> refuse(key, broken.fault());
      case YamlNode.Mapping mapping -> refuse(key, "it is to be a list; begin each entry with -");
      case YamlNode.Scalar scalar ->
          refuse(key, "it is to be a list; to declare no job at all, write []");
    };
  }

  private boolean refuse(String key, String fault) {
    file.fault(key, fault);
    return false;
  }

  private void entries(String section, YamlNode.Sequence list) {
    int number = 0;
    for (var node : list.items()) {
      number++;
      var entry = EntryReader.read(node, section, number, faults, zone, grace);
      var name =
          switch (entry) {
            case Entry.Declared declared -> Optional.of(declared.job().id());
            case Entry.Off off -> Optional.of(off.id());
            case Entry.Broken broken -> Optional.of(broken.id());
            case Entry.Nameless nameless -> Optional.<JobId>empty();
          };
      if (name.isPresent() && !names.add(name.get())) {
        faults.add(
            node.place(), section + "[" + name.get() + "].name", "another entry has this name");
      } else {
        entries.add(entry);
      }
    }
  }
}
