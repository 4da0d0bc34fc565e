package dev.punctual.config;

import dev.punctual.CatchUp;
import dev.punctual.Delivery;
import dev.punctual.InvalidDefinitionException;
import dev.punctual.Job;
import dev.punctual.JobId;
import dev.punctual.Overlap;
import dev.punctual.Retry;
import dev.punctual.Target;
import dev.punctual.Trigger;
import dev.punctual.internal.text.Quote;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Reads one entry of a file. Every field is read although another one is wrong, so that all faults
 * are reported at once.
 */
final class EntryReader {
  /** The section whose entries may be written as operators have them already. */
  static final String LAMBDA_SCHEDULES = "lambdaSchedules";

  static final List<String> KEYS =
      List.of(
          "name",
          "description",
          "tags",
          "expression",
          "dialect",
          "zone",
          "dst",
          "from",
          "until",
          "jitter",
          "handler",
          "function",
          "request",
          "target",
          "payload",
          "catchUp",
          "overlap",
          "retry",
          "delivery",
          "timeout",
          "pauseAfterFailures",
          "maxExecutions",
          "off");

  /** What is read for an entry that lacks its own, only to find its other faults. */
  private static final Job STAND_IN =
      Job.of("stand-in", Target.handler("stand-in"), Trigger.at(Instant.EPOCH));

  private static final Pattern GRACE = Pattern.compile("\\bgrace\\b");

  private final String section;
  private final Block entry;
  private final Faults faults;
  private final Supplier<ZoneId> zoneOfFile;
  private final Duration grace;

  private EntryReader(
      String section, Block entry, Faults faults, Supplier<ZoneId> zoneOfFile, Duration grace) {
    this.section = section;
    this.entry = entry;
    this.faults = faults;
    this.zoneOfFile = zoneOfFile;
    this.grace = grace;
  }

  /** What an entry says; its faults are noted. */
  static Entry read(
      YamlNode node,
      String section,
      int number,
      Faults faults,
      Supplier<ZoneId> zoneOfFile,
      Duration grace) {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      var fault = node instanceof YamlNode.Broken broken ? broken.fault() : "it is no entry";
      faults.add(node.place(), section + "[#" + number + "]", fault + "; write - name: …");
      return new Entry.Nameless();
    }
    int before = faults.count();
    var name = name(mapping);
    var label = name.map(JobId::value).orElse("#" + number);
    var entry = Block.of(mapping, section + "[" + label + "].", KEYS, faults);
    var reader = new EntryReader(section, entry, faults, zoneOfFile, grace);
    if (name.isEmpty()) {
      reader.faultyName();
      return new Entry.Nameless();
    }
    var read = reader.read(name.get());
    boolean isFaulty = faults.count() > before && !(read instanceof Entry.Off);
    return isFaulty ? new Entry.Broken(name.get()) : read;
  }

  /** The name, if there is exactly one that can be a job's. */
  private static Optional<JobId> name(YamlNode.Mapping mapping) {
    var names =
        mapping.members().stream()
            .filter(
                member -> member.key() instanceof YamlNode.Scalar key && key.text().equals("name"))
            .toList();
    try {
      return names.size() == 1
          ? Optional.of(JobId.of(Block.text(names.getFirst().value())))
          : Optional.empty();
    } catch (InvalidDefinitionException e) {
      return Optional.empty();
    }
  }

  private void faultyName() {
    if (entry.has("name")) {
      entry.text("name", JobId::of);
    } else {
      entry.fault("name", "it is missing");
    }
  }

  private Entry read(JobId name) {
    boolean off = isOff();
    var trigger =
        saysOff() ? Optional.<Trigger>empty() : new TriggerReader(entry, zoneOfFile).read();
    var reader = new TargetReader(entry, faults);
    var work = section.equals(LAMBDA_SCHEDULES) ? reader.readLambdaSchedule(name) : reader.read();
    var job =
        policies(
            work.map(
                    what -> Job.of(name.value(), what.target(), what.payload(), STAND_IN.trigger()))
                .orElse(Job.of(name.value(), STAND_IN.target(), STAND_IN.trigger()))
                .withTrigger(trigger.orElse(STAND_IN.trigger())));
    if (off) {
      return new Entry.Off(name);
    }
    if (trigger.isEmpty() && !entry.has("expression")) {
      entry.fault("expression", "it is missing; say when the job runs, such as rate(5 minutes)");
    }
    if (!reader.isThere()) {
      entry.fault(
          "handler", "it is missing; name what runs by handler, function, request or target");
    }
    if (work.isEmpty()) {
      return new Entry.Broken(name);
    }
    var key = work.get().key();
    return new Entry.Declared(
        job, message -> faults.of(entry.place(key), entry.field(key), message));
  }

  private boolean saysOff() {
    return entry.get("expression").filter(EntryReader::isWordOff).isPresent();
  }

  private static boolean isWordOff(YamlNode node) {
    return node instanceof YamlNode.Scalar scalar && scalar.text().equalsIgnoreCase("off");
  }

  private boolean isOff() {
    boolean off = entry.read("off", Block::yesOrNo).orElse(false);
    return off || saysOff();
  }

  private Job policies(Job bare) {
    var job = bare.withCatchUp(CatchUp.latest().withGrace(grace));
    job = refine(job, "description", Job::withDescription);
    job = refineBy(job, "tags", (node, known) -> known.withTags(tags(node)));
    job = refine(job, "catchUp", (known, text) -> known.withCatchUp(catchUp(text)));
    job = refine(job, "overlap", (known, text) -> known.withOverlap(Overlap.parse(text)));
    job = refine(job, "retry", (known, text) -> known.withRetry(Retry.parse(text)));
    job = refine(job, "delivery", (known, text) -> known.withDelivery(delivery(text)));
    job = refine(job, "timeout", (known, text) -> known.withTimeout(Durations.parse(text)));
    job =
        refine(
            job,
            "pauseAfterFailures",
            (known, text) -> known.withPauseAfterFailures(Block.smallNumber(text)));
    return refine(
        job, "maxExecutions", (known, text) -> known.withMaxExecutions(Block.number(text)));
  }

  private Job refine(Job known, String key, BiFunction<Job, String, Job> refinement) {
    return refineBy(known, key, (node, job) -> refinement.apply(job, Block.text(node)));
  }

  private Job refineBy(Job known, String key, BiFunction<YamlNode, Job, Job> refinement) {
    return entry.read(key, node -> refinement.apply(node, known)).orElse(known);
  }

  private CatchUp catchUp(String text) {
    var policy = CatchUp.parse(text);
    return GRACE.matcher(text).find() ? policy : policy.withGrace(grace);
  }

  private static Delivery delivery(String text) {
    return switch (text) {
      case "at-least-once" -> Delivery.AT_LEAST_ONCE;
      case "at-most-once" -> Delivery.AT_MOST_ONCE;
      default ->
          throw new InvalidDefinitionException(
              "delivery " + Quote.of(text) + " is neither at-least-once nor at-most-once");
    };
  }

  private static String[] tags(YamlNode node) {
    return node instanceof YamlNode.Sequence several
        ? several.items().stream().map(Block::text).toArray(String[]::new)
        : Block.text(node).strip().split("\\s+", -1);
  }
}
