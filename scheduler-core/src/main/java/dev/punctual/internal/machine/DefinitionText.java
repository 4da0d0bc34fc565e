package dev.punctual.internal.machine;

import dev.punctual.CatchUp;
import dev.punctual.Delivery;
import dev.punctual.InvalidDefinitionException;
import dev.punctual.Job;
import dev.punctual.JobId;
import dev.punctual.Overlap;
import dev.punctual.Payload;
import dev.punctual.Retry;
import dev.punctual.Target;
import dev.punctual.Trigger;
import dev.punctual.internal.text.DurationText;
import dev.punctual.internal.text.Lines;
import dev.punctual.internal.text.Quote;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * The stored text form of a definition: a line per property, each in its own text form. The payload
 * itself is stored beside it; the text holds its format, size and digest, so that two definitions
 * are identical exactly if their texts are.
 */
public final class DefinitionText {
  private static final String NO_PAYLOAD = "none";

  private DefinitionText() {}

  /**
   * Writes a definition.
   *
   * @param job the job
   * @param payload its encoded payload
   * @return the text
   */
  public static String format(Job job, Payload payload) {
    var values = new LinkedHashMap<String, String>();
    values.put("target", job.target().toString());
    values.put("payload", payload.isNone() ? NO_PAYLOAD : describe(payload));
    values.put("trigger", job.trigger().toString());
    values.put("catch-up", job.catchUp().toString());
    values.put("overlap", job.overlap().toString());
    values.put("retry", job.retry().toString());
    values.put("delivery", job.delivery().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    job.maxExecutions().ifPresent(most -> values.put("max-executions", Long.toString(most)));
    job.timeout().ifPresent(longest -> values.put("timeout", DurationText.format(longest)));
    job.pauseAfterFailures()
        .ifPresent(most -> values.put("pause-after-failures", Integer.toString(most)));
    if (!job.tags().isEmpty()) {
      values.put("tags", String.join(" ", new TreeSet<>(job.tags())));
    }
    if (!job.description().isEmpty()) {
      values.put("description", job.description());
    }
    return Lines.format(values);
  }

  private static String describe(Payload payload) {
    var content = new String(payload.toBytes(), StandardCharsets.ISO_8859_1);
    return payload.format().name().toLowerCase(Locale.ROOT)
        + ' '
        + payload.size()
        + ' '
        + Keys.digest(content);
  }

  /**
   * Whether a definition has a payload beside it.
   *
   * @param text the text form
   * @return true if it must be loaded before an attempt
   */
  public static boolean hasPayload(String text) {
    return !text.contains("\npayload " + NO_PAYLOAD + "\n");
  }

  /**
   * Reads a definition.
   *
   * @param id the job
   * @param text the text form
   * @return the job, without its payload
   * @throws InvalidDefinitionException if the text cannot be read
   */
  public static Job parse(JobId id, String text) {
    try {
      return parse(id, new Values(Lines.parse(text)));
    } catch (InvalidDefinitionException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new InvalidDefinitionException(
          "the definition of job " + id + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static Job parse(JobId id, Values values) {
    var target = values.get("target");
    int space = target.indexOf(' ');
    if (space < 0) {
      throw new IllegalArgumentException("no address in target " + Quote.of(target));
    }
    var job =
        Job.of(
                id.value(),
                Target.of(target.substring(0, space), target.substring(space + 1)),
                Trigger.parse(values.get("trigger")))
            .withCatchUp(CatchUp.parse(values.get("catch-up")))
            .withOverlap(Overlap.parse(values.get("overlap")))
            .withRetry(Retry.parse(values.get("retry")))
            .withDelivery(
                Delivery.valueOf(
                    values.get("delivery").toUpperCase(Locale.ROOT).replace('-', '_')));
    if (values.has("max-executions")) {
      job = job.withMaxExecutions(Long.parseLong(values.get("max-executions")));
    }
    if (values.has("timeout")) {
      job = job.withTimeout(DurationText.parse(values.get("timeout")));
    }
    if (values.has("pause-after-failures")) {
      job = job.withPauseAfterFailures(Integer.parseInt(values.get("pause-after-failures")));
    }
    if (values.has("tags")) {
      job = job.withTags(values.get("tags").split(" ", -1));
    }
    return values.has("description") ? job.withDescription(values.get("description")) : job;
  }

  /** Named values of which a missing one is an error. */
  private record Values(Map<String, String> byName) {
    boolean has(String name) {
      return byName.containsKey(name);
    }

    String get(String name) {
      var value = byName.get(name);
      if (value == null) {
        throw new IllegalArgumentException("no line " + name);
      }
      return value;
    }
  }
}
