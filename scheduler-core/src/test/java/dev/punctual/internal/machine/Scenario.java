package dev.punctual.internal.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.CatchUp;
import dev.punctual.ExecutionKind;
import dev.punctual.ExecutionStatus;
import dev.punctual.IfExists;
import dev.punctual.Job;
import dev.punctual.JobId;
import dev.punctual.NodeId;
import dev.punctual.Outcome;
import dev.punctual.Payload;
import dev.punctual.Target;
import dev.punctual.Trigger;
import dev.punctual.internal.text.DurationText;
import dev.punctual.spi.ExecutionRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A scenario is a table: what happens to one job on the left, what the machine decides on the
 * right. Each line shows all of the job that matters; {@code unchanged} means nothing to store.
 *
 * <pre>{@code
 * job every 1m; catch-up all
 * 10:00:00 schedule  | active, count 0; wake 10:00:58
 * 10:00:58 wake      | active, count 1; claimed 10:01:00; wake 10:02:00
 * 10:01:00 start     | running
 * 10:01:05 succeeded | active, count 1; SUCCEEDED 10:01:00; wake 10:01:58
 * }</pre>
 *
 * <p>Capital letters are lines of the log; {@code #2} is the attempt. Besides the table, every
 * decision of every scenario has to keep the {@link Laws}.
 *
 * <p>The events: {@code schedule}, {@code schedule keep} and {@code schedule replace}, {@code
 * declare}, {@code retire}, {@code off}, {@code update} and {@code stale update}, {@code pause}
 * with a note, {@code resume} with or without a catch-up policy, {@code cancel}, {@code run},
 * {@code run again} with a time, {@code wake}, {@code lapse} and {@code stuck} with a time, {@code
 * give back}, {@code suspended} (the same node is attentive again from now on), {@code restart}
 * (another node finds what the earlier ones left). {@code start} lets begin what is claimed and
 * due. The ends {@code succeeded}, {@code accepted}, {@code declined}, {@code failed}, {@code
 * retry}, {@code not-started}, {@code unknown} and {@code interrupted} may name the scheduled time
 * and the attempt, as in {@code retry 10:01:00 #2 after 30s}; otherwise they are those of the open
 * execution that runs.
 */
final class Scenario {
  static final Horizon HORIZON = new Horizon(Duration.ofSeconds(2), Duration.ofMillis(2_500));
  private static final JobMachine MACHINE = new JobMachine(HORIZON);
  private static final JobId ID = JobId.of("job");
  private static final Job BLANK =
      Job.of(ID.value(), Target.handler("work"), Trigger.every(Duration.ofMinutes(1)));
  private static final Pattern LINE =
      Pattern.compile("(" + ScenarioText.TIME.pattern() + ") (.+?) *\\| *(.*)");
  private static final Pattern END =
      Pattern.compile(
          "([a-z-]+)(?: (" + ScenarioText.TIME.pattern() + "))?(?: #(\\d+))?(?: after (\\w+))?");

  private Job scheduled = BLANK;
  private Optional<JobSnapshot> job = Optional.empty();
  private int nodes = 1;
  private int incarnations;
  private int calls;
  private Watch watch = new Watch(new NodeId("n1"), ScenarioText.instant("00:00:00"));

  private Scenario() {}

  /** Runs the events of a table and compares it with what was decided, line by line. */
  static void check(String table) {
    var scenario = new Scenario();
    var actual = new StringBuilder();
    table.lines().map(scenario::play).forEach(line -> actual.append(line).append('\n'));
    assertThat(actual.toString().strip()).isEqualTo(table.strip());
  }

  private String play(String line) {
    if (line.startsWith("job ")) {
      scheduled = ScenarioText.define(BLANK, line.substring("job ".length()));
      return line;
    }
    var matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      return line;
    }
    var now = ScenarioText.instant(matcher.group(1));
    var decided = happen(matcher.group(4), now);
    return line.substring(0, line.indexOf('|')) + "| " + decided;
  }

  private String happen(String words, Instant now) {
    if (words.equals("start")) {
      job = job.map(known -> start(known, now));
      return "running";
    }
    if (words.equals("restart")) {
      watch = new Watch(new NodeId("n" + ++nodes), now);
    } else if (words.equals("suspended")) {
      watch = new Watch(watch.node(), now);
    } else if (words.startsWith("gap ")) {
      var gap = DurationText.parse(words.substring("gap ".length()));
      watch = new Watch(watch.node(), now, now.minus(gap));
    }
    var event = event(words, now);
    var decision = MACHINE.decide(ID, job, event, now, watch);
    Laws.check(MACHINE, ID, job, event, now, watch, decision);
    job = decision.next();
    return ScenarioText.show(decision, watch);
  }

  private static JobSnapshot start(JobSnapshot known, Instant now) {
    var begun =
        known.open().stream()
            .map(execution ->
                execution.status() == ExecutionStatus.CLAIMED && !execution.dueTime().isAfter(now)
                    ? ExecutionRecords.started(execution, now)
                    : execution)
            .toList();
    assertThat(begun).as("something to start").isNotEqualTo(known.open());
    return known.withOpen(begun);
  }

  private JobEvent event(String words, Instant now) {
    int space = words.indexOf(' ');
    var verb = space < 0 ? words : words.substring(0, space);
    var rest = space < 0 ? "" : words.substring(space + 1);
    return switch (verb) {
      case "wake", "suspended", "gap" -> new JobEvent.Wake();
      case "schedule" -> schedule(rest);
      case "declare" -> {
        var declared = rest.isEmpty() ? scheduled : ScenarioText.define(BLANK, rest);
        yield new JobEvent.Declare(declared, text(declared), "i" + ++incarnations);
      }
      case "retire" -> new JobEvent.Retire();
      case "off" -> new JobEvent.SwitchOff();
      case "update" -> update(job.map(JobSnapshot::definition).orElse(""), rest);
      case "stale" -> update("another definition", rest.substring("update ".length()));
      case "pause" -> new JobEvent.Pause(rest);
      case "resume" ->
          new JobEvent.Resume(rest.isEmpty() ? Optional.empty() : Optional.of(CatchUp.parse(rest)));
      case "cancel" -> new JobEvent.Cancel();
      case "run" ->
          rest.isEmpty()
              ? new JobEvent.RunNow("call " + ++calls)
              : new JobEvent.RunAgain(
                  "call " + ++calls, ScenarioText.instant(rest.substring("again ".length())));
      case "lapse" -> new JobEvent.Lapsed(find(rest).id());
      case "stuck" -> new JobEvent.Stuck(find(rest).id(), find(rest).attempt(), "goes on");
      case "give" -> new JobEvent.GiveBack();
      case "restart" -> new JobEvent.Orphaned(earlierNodes());
      default -> end(words, now);
    };
  }

  private JobEvent schedule(String rest) {
    int space = rest.indexOf(' ');
    var first = space < 0 ? rest : rest.substring(0, space);
    boolean conflict = first.equals("keep") || first.equals("replace");
    var ifExists = conflict ? IfExists.valueOf(first.toUpperCase(Locale.ROOT)) : IfExists.REJECT;
    var clauses = conflict ? rest.substring(first.length()).strip() : rest;
    var wanted = clauses.isEmpty() ? scheduled : ScenarioText.define(BLANK, clauses);
    return new JobEvent.Schedule(wanted, text(wanted), ifExists, "i" + ++incarnations);
  }

  private JobEvent update(String base, String clauses) {
    var changed = ScenarioText.define(job.map(JobSnapshot::job).orElse(BLANK), clauses);
    return new JobEvent.Update(base, changed, text(changed));
  }

  private JobEvent end(String words, Instant now) {
    var matcher = END.matcher(words);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not an event of a scenario: " + words);
    }
    var execution = matcher.group(2) == null ? findRunning() : find(matcher.group(2));
    int attempt =
        matcher.group(5) == null ? execution.attempt() : Integer.parseInt(matcher.group(5));
    var wait = Optional.ofNullable(matcher.group(6)).map(DurationText::parse);
    var outcome = outcome(matcher.group(1));
    return new JobEvent.Ended(
        execution.id(),
        attempt,
        wait.isPresent() ? outcome.map(end -> end.withRetryAfter(wait.get())) : outcome,
        execution.start().orElse(now),
        now);
  }

  private static Optional<Outcome> outcome(String word) {
    return switch (word) {
      case "succeeded" -> Optional.of(Outcome.succeeded());
      case "declined" -> Optional.of(Outcome.declined("nothing to do"));
      case "accepted" -> Optional.of(Outcome.accepted(""));
      case "failed" -> Optional.of(Outcome.failed("no"));
      case "retry" -> Optional.of(Outcome.retry("not now"));
      case "not-started" -> Optional.of(Outcome.notStarted("refused"));
      case "unknown" -> Optional.of(Outcome.unknown("reset"));
      case "interrupted" -> Optional.empty();
      default -> throw new IllegalArgumentException("not an event of a scenario: " + word);
    };
  }

  private ExecutionRecord findRunning() {
    return job.orElseThrow().open().stream()
        .filter(execution -> execution.status() == ExecutionStatus.RUNNING)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("nothing runs"));
  }

  /** An open execution by its scheduled time, or one that nobody knows. */
  private ExecutionRecord find(String time) {
    var scheduledTime = ScenarioText.instant(time);
    var unknown = Keys.ofScheduled(ID, "unknown", scheduledTime);
    return job.orElseThrow().open().stream()
        .filter(execution -> execution.scheduledTime().equals(scheduledTime))
        .findFirst()
        .orElse(
            ExecutionRecords.claimed(
                unknown, ID, ExecutionKind.SCHEDULED, scheduledTime, scheduledTime, watch.node()));
  }

  private Set<NodeId> earlierNodes() {
    var earlier = new HashSet<NodeId>();
    for (int i = 1; i < nodes; i++) {
      earlier.add(new NodeId("n" + i));
    }
    return earlier;
  }

  private static String text(Job definition) {
    return DefinitionText.format(definition, Payload.none());
  }
}
