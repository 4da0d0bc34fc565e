package dev.punctual.config;

import dev.punctual.DeclaredJobs;
import dev.punctual.InvalidDefinitionException;
import dev.punctual.Job;
import dev.punctual.JobId;
import dev.punctual.SchedulerBuilder;
import dev.punctual.internal.text.Quote;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Jobs declared in a file of YAML or JSON. Immutable.
 *
 * <pre>{@code
 * Scheduler.builder()
 *     .handler(Target.handler("report"), run -> reports.daily())
 *     .apply(ScheduleFile.read(Path.of("schedules.yaml")))
 *     .start();
 * }</pre>
 *
 * <p>At start its jobs are reconciled with what is stored, as those declared in code are. An entry
 * that is broken stops no other: it is a {@link ScheduleFault}, and a stored job of its name stays
 * as it is. While the name of an entry cannot be read, or a section, no job is retired at all,
 * since it is not known which of them is meant. A file that is no YAML or JSON is refused as a
 * whole.
 */
public final class ScheduleFile implements Consumer<SchedulerBuilder> {
  private static final Logger LOG = LoggerFactory.getLogger("dev.punctual.config");
  private static final int MOST_WARNINGS = 100;
  private static final int MOST_BYTES = 4 * YamlReader.LONGEST;

  private final String name;
  private final List<Entry> entries;
  private final boolean isWhole;
  private final List<ScheduleFault> faults;

  ScheduleFile(String name, List<Entry> entries, boolean isWhole, List<ScheduleFault> faults) {
    this.name = name;
    this.entries = List.copyOf(entries);
    this.isWhole = isWhole && entries.stream().noneMatch(Entry.Nameless.class::isInstance);
    this.faults = List.copyOf(faults);
  }

  /**
   * Reads a file in UTF-8.
   *
   * @param file the file
   * @return what it declares
   * @throws InvalidDefinitionException if it cannot be read, has more than 2,000,000 characters, or
   *     is not YAML or JSON, saying where
   */
  public static ScheduleFile read(Path file) {
    return read(file, ScheduleDefaults.standard());
  }

  /**
   * Reads a file in UTF-8.
   *
   * @param file the file
   * @param defaults what holds for entries that do not say it themselves
   * @return what it declares
   * @throws InvalidDefinitionException if it cannot be read, has more than 2,000,000 characters, or
   *     is not YAML or JSON, saying where
   */
  public static ScheduleFile read(Path file, ScheduleDefaults defaults) {
    return parse(file.toString(), text(file), defaults);
  }

  private static String text(Path file) {
    var shown = "schedules " + Quote.of(file.toString());
    try (var in = Files.newInputStream(file)) {
      var bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new InvalidDefinitionException(
            shown + " are longer than " + MOST_BYTES + " bytes; split them into several files");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (NoSuchFileException e) {
      throw new InvalidDefinitionException(shown + " do not exist", e);
    } catch (CharacterCodingException e) {
      throw new InvalidDefinitionException(shown + " are not in UTF-8", e);
    } catch (IOException e) {
      throw new InvalidDefinitionException(
          shown + " cannot be read: " + Quote.escaped(String.valueOf(e.getMessage()), 500), e);
    }
  }

  /**
   * Reads a text.
   *
   * @param name what it is called in faults
   * @param text YAML 1.2 or JSON
   * @return what it declares
   * @throws InvalidDefinitionException if it has more than 2,000,000 characters, or is not YAML or
   *     JSON, saying where
   */
  public static ScheduleFile parse(String name, String text) {
    return parse(name, text, ScheduleDefaults.standard());
  }

  /**
   * Reads a text.
   *
   * @param name what it is called in faults
   * @param text YAML 1.2 or JSON
   * @param defaults what holds for entries that do not say it themselves
   * @return what it declares
   * @throws InvalidDefinitionException if it has more than 2,000,000 characters, or is not YAML or
   *     JSON, saying where
   */
  public static ScheduleFile parse(String name, String text, ScheduleDefaults defaults) {
    return ScheduleReader.read(name, text, defaults);
  }

  /**
   * The jobs that are declared, in the order of the file; not those that are switched off, and not
   * those whose entry is broken.
   *
   * @return the definitions
   */
  public List<Job> jobs() {
    return entries.stream()
        .filter(Entry.Declared.class::isInstance)
        .map(entry -> ((Entry.Declared) entry).job())
        .toList();
  }

  /**
   * The jobs that are switched off.
   *
   * @return their ids
   */
  public Set<JobId> off() {
    return entries.stream()
        .filter(Entry.Off.class::isInstance)
        .map(entry -> ((Entry.Off) entry).id())
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * What is wrong with the file, in the order of its entries. Whether a target is registered is
   * known only when an application starts.
   *
   * @return the first 1,000 faults; empty if there are none
   */
  public List<ScheduleFault> faults() {
    return faults;
  }

  /** Declares the jobs, and logs each fault as a warning. */
  @Override
  public void accept(SchedulerBuilder builder) {
    faults.stream().limit(MOST_WARNINGS).forEach(ScheduleFile::warn);
    if (faults.size() > MOST_WARNINGS) {
      LOG.warn("{} has {} faults more", Quote.of(name), faults.size() - MOST_WARNINGS);
    }
    applyTo(builder, ScheduleFile::warn);
  }

  private static void warn(ScheduleFault fault) {
    LOG.warn("{}", fault);
  }

  /**
   * Declares the jobs.
   *
   * @param builder the builder
   * @param late told, when the builder builds or plans, of entries whose target turns out not to be
   *     registered or refuses its payload, or whose job is declared elsewhere too; such a job stays
   *     as it is stored
   */
  public void applyTo(SchedulerBuilder builder, Consumer<? super ScheduleFault> late) {
    builder.declare(jobs -> declare(jobs, late));
  }

  private void declare(DeclaredJobs jobs, Consumer<? super ScheduleFault> late) {
    for (var entry : entries) {
      switch (entry) {
        case Entry.Declared declared ->
            jobs.job(
                declared.job(),
                e -> late.accept(declared.fault().apply(String.valueOf(e.getMessage()))));
        case Entry.Off off -> jobs.switchOff(off.id().value());
        case Entry.Broken broken -> jobs.keep(broken.id().value());
        case Entry.Nameless nameless -> {}
      }
    }
    if (isWhole) {
      jobs.retireUndeclared();
    } else {
      jobs.keepUndeclared();
    }
  }

  /** Its name and how much it declares. */
  @Override
  public String toString() {
    return "ScheduleFile["
        + Quote.of(name)
        + ", "
        + jobs().size()
        + " jobs, "
        + faults.size()
        + " faults]";
  }
}
