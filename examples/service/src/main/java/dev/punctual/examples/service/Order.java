package dev.punctual.examples.service;

import dev.punctual.InvalidDefinitionException;
import dev.punctual.Job;
import dev.punctual.Payload;
import dev.punctual.Target;
import dev.punctual.Trigger;
import dev.punctual.examples.service.InvalidRequestException.FieldFault;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a request orders, once it has been found right: a pure function of it.
 *
 * @param name the name of the job
 * @param trigger when it runs
 * @param source the source of its function
 * @param payload the event
 * @param maxExecutions the limit; empty for none
 */
record Order(
    String name, Trigger trigger, String source, Payload payload, OptionalLong maxExecutions) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,40}");
  private static final int MOST_BYTES = 256 * 1024;

  /**
   * Checks a request.
   *
   * @throws InvalidRequestException naming every fault
   */
  static Order of(ScheduleRequest request) {
    var checks = new Checks();
    String name = checks.read("name", () -> name(request.name()));
    ZoneId zone = checks.read("zone", () -> Triggers.zone(request));
    Trigger trigger = checks.read(Triggers.field(request), () -> Triggers.of(request, zone));
    String source = checks.read("source", () -> source(request.source()));
    Payload payload = checks.read("payload", () -> payload(request));
    OptionalLong most = checks.read("maxExecutions", () -> most(request.maxExecutions()));
    checks.end();
    return new Order(
        Objects.requireNonNull(name),
        Objects.requireNonNull(trigger),
        Objects.requireNonNull(source),
        Objects.requireNonNull(payload),
        Objects.requireNonNull(most));
  }

  /** Checks a name in a path. */
  static String nameOf(String text) {
    var checks = new Checks();
    checks.read("name", () -> name(text));
    checks.end();
    return text;
  }

  Job job(Target<Payload> target) {
    Job job = Job.of(name, target, payload, trigger);
    return maxExecutions.isPresent() ? job.withMaxExecutions(maxExecutions.getAsLong()) : job;
  }

  private static String name(@Nullable String name) {
    if (name == null || !NAME.matcher(name).matches()) {
      throw new InvalidDefinitionException("give 1 to 40 characters of A-Z a-z 0-9 _ -");
    }
    return name;
  }

  private static String source(@Nullable String source) {
    if (source == null || source.isBlank()) {
      throw new InvalidDefinitionException(
          "give the text of a Node.js module, such as export const handler = async e => e");
    }
    return notTooLarge(source);
  }

  private static Payload payload(ScheduleRequest request) {
    var payload = request.payload();
    return Payload.json(payload == null ? "{}" : notTooLarge(payload.toString()));
  }

  private static String notTooLarge(String text) {
    if (text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      throw new InvalidDefinitionException("give at most 256 KB");
    }
    return text;
  }

  private static OptionalLong most(@Nullable Long most) {
    if (most == null) {
      return OptionalLong.empty();
    }
    if (most < 1) {
      throw new InvalidDefinitionException("give 1 or more, or leave it out for no limit");
    }
    return OptionalLong.of(most);
  }

  /** Collects the faults of all fields. */
  private static final class Checks {
    private final List<FieldFault> faults = new ArrayList<>();

    <T> @Nullable T read(String field, Supplier<T> value) {
      try {
        return value.get();
      } catch (InvalidDefinitionException e) {
        faults.add(new FieldFault(field, String.valueOf(e.getMessage())));
        return null;
      }
    }

    void end() {
      if (!faults.isEmpty()) {
        throw new InvalidRequestException(faults);
      }
    }
  }

  /** Without source and payload. */
  @Override
  public String toString() {
    return "Order[" + name + ", " + trigger + "]";
  }
}
