package dev.punctual.verification.crash;

import dev.punctual.Scheduler;
import dev.punctual.sqlite.SqlitePersistence;
import dev.punctual.test.TestScheduler;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One process's life in a scenario: it reads in the journal what happened before, starts the real
 * scheduler on the real file, in virtual time, and goes on where the one before was cut off. It
 * ends in order, or dead at a halt point.
 */
final class Life {
  private static final Duration STORE_DELAY = Duration.ofMillis(40);
  private static final Duration SETTLING = Duration.ofSeconds(45);

  private final Path file;
  private final Scenario scenario;
  private final Journal journal;
  private final Fuse fuse;
  private final TargetSide target;
  private final boolean isFirst;
  private final Set<Integer> stepsTaken = new HashSet<>();
  private boolean deployed;
  private volatile Instant begin;
  private volatile @Nullable TestScheduler time;

  private Life(Path file, Scenario scenario, HaltPoint point, Journal journal, List<Seen> before) {
    this.file = file;
    this.scenario = scenario;
    this.journal = journal;
    this.fuse = new Fuse(point, () -> journal.writeAndHalt(new Seen.Down(now()), Fuse.HALTED));
    this.target = new TargetSide(journal, this::now, Duration.ZERO);
    this.isFirst = before.isEmpty();
    this.begin = isFirst ? Scenario.START : before.getLast().at().plus(scenario.down());
    before.forEach(this::remember);
  }

  /**
   * The end in order.
   *
   * @param rest what the store holds
   * @param calls how often the store was called
   */
  record End(Rest rest, int calls) {}

  /** Lives to the end of the scenario, and until all is at rest if it is not the first life. */
  static End live(Path folder, Scenario scenario, HaltPoint point) {
    var lines = folder.resolve("journal.txt");
    var before = Journal.read(lines);
    try (var journal = Journal.append(lines)) {
      return new Life(folder.resolve("jobs.db"), scenario, point, journal, before).live();
    }
  }

  private Instant now() {
    var running = time;
    return running == null ? begin : running.now();
  }

  private void remember(Seen line) {
    switch (line) {
      case Seen.Answered e -> stepsTaken.add(e.step());
      case Seen.Asked e when !e.call().isRepeatable() -> {
        stepsTaken.add(e.step());
        deployed |= e.call() == Call.DEPLOY;
      }
      default -> {}
    }
  }

  private End live() {
    start();
    for (int i = 0; i < scenario.steps().size(); i++) {
      var step = scenario.steps().get(i);
      if (isFirst && step.offset().compareTo(scenario.length()) > 0) {
        break;
      }
      running().advanceTo(Scenario.START.plus(step.offset()));
      if (!stepsTaken.contains(i)) {
        take(i, step);
      }
    }
    running().advanceTo(Scenario.START.plus(scenario.length()));
    if (!isFirst) {
      running().advanceTo(begin.plus(SETTLING));
    }
    var rest = Rest.of(running().scheduler());
    stop();
    return new End(rest, fuse.calls());
  }

  private TestScheduler running() {
    var running = time;
    if (running == null) {
      throw new IllegalStateException("not started");
    }
    return running;
  }

  private void take(int number, Step step) {
    switch (step) {
      case Step.OpenGate open -> target.openGate();
      case Step.Ask ask -> {
        journal.write(new Seen.Asked(now(), number, ask.call(), ask.job()));
        var answer = ask.action().of(running().scheduler());
        journal.write(new Seen.Answered(now(), number, ask.call(), ask.job(), answer));
      }
      case Step.Deploy deploy -> {
        journal.write(new Seen.Asked(now(), number, Call.DEPLOY, "-"));
        stop();
        deployed = true;
        start();
      }
    }
  }

  private void start() {
    journal.write(new Seen.Up(begin));
    var store = fuse.around(() -> SqlitePersistence.open(file));
    journal.write(FinalLines.of(store, 1_000, begin));
    var declarations = declarations();
    declarations.forEach((job, call) -> journal.write(new Seen.Asked(begin, -1, call, job)));
    var builder =
        Scheduler.builder().persistence(new HaltingStore(store, fuse)).drain(Duration.ofSeconds(1));
    target.register(builder);
    scenario.retention().ifPresent(builder::retention);
    (deployed ? scenario.redeployed() : scenario.declared())
        .forEach(spec -> builder.job(spec.definition()));
    var started = TestScheduler.start(builder, begin);
    time = started;
    started.delayStore(STORE_DELAY);
    declarations.forEach(
        (job, call) -> journal.write(new Seen.Answered(now(), -1, call, job, "-")));
  }

  /** What a start asks for by its declared jobs. */
  private Map<String, Call> declarations() {
    var calls = new TreeMap<String, Call>();
    scenario.declared().forEach(spec -> calls.put(spec.job(), Call.SCHEDULE));
    if (deployed) {
      calls.replaceAll((job, call) -> Call.PAUSE);
      for (var spec : scenario.redeployed()) {
        boolean isKnown = calls.containsKey(spec.job());
        calls.put(spec.job(), isKnown ? Call.UPDATE : Call.SCHEDULE);
      }
      scenario.declared().stream()
          .filter(scenario.redeployed()::contains)
          .forEach(same -> calls.remove(same.job()));
    }
    return calls;
  }

  private void stop() {
    running().close();
    begin = now();
    time = null;
    journal.write(new Seen.Down(begin));
  }
}
