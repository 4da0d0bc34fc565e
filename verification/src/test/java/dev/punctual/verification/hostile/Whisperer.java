package dev.punctual.verification.hostile;

import static java.time.Duration.ofSeconds;

import dev.punctual.Attempt;
import dev.punctual.ExecutionQuery;
import dev.punctual.IfExists;
import dev.punctual.Job;
import dev.punctual.JobQuery;
import dev.punctual.Outcome;
import dev.punctual.Payload;
import dev.punctual.PayloadCodec;
import dev.punctual.Retry;
import dev.punctual.Scheduler;
import dev.punctual.SchedulerEvent;
import dev.punctual.SchedulerException;
import dev.punctual.Target;
import dev.punctual.Trigger;
import dev.punctual.spi.JobExecutor;
import dev.punctual.sqlite.SqlitePersistence;
import dev.punctual.test.TestScheduler;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;

/**
 * A process whose payloads, results and codec know a secret, and whose handlers, executors and
 * listeners throw hostile text. It prints, one to a line, what {@code toString} and the messages of
 * exceptions say; what it logs goes where the logger is told.
 */
final class Whisperer {
  static final String SECRET = "canary-4111111111111111";
  static final int ATTEMPTS = 150;

  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final Trigger FAR = Trigger.at(START.plusSeconds(100_000_000));
  private static final String FORGED = " \u202e\u2028[main] ERROR dev.punctual - forged line";
  private static final Target<Payload> LEFT = Target.handler("left" + FORGED);
  private static final Target<Secret> TYPED = Target.handler("typed", Secret.class);
  private static final Target<Secret> DECODED = Target.handler("decoded", Secret.class);

  private final Random random;
  private String nasty = "";

  private Whisperer(long seed) {
    random = new Random(seed);
  }

  /** What the codec writes and, of malformed text, cannot read. */
  record Secret(String value) {
    @Override
    public String toString() {
      return "Secret";
    }
  }

  private static final PayloadCodec CODEC =
      PayloadCodec.json(
          value -> {
            var text = ((Secret) value).value();
            if (text.startsWith("unwritable")) {
              throw new IllegalStateException("cannot write " + text);
            }
            return text;
          },
          Whisperer::read);

  private static <T> T read(String text, Class<T> type) {
    if (text.startsWith("unreadable")) {
      throw new IllegalStateException(
          "unexpected character in " + text, new IllegalStateException(text));
    }
    return type.cast(new Secret(text));
  }

  public static void main(String[] args) {
    new Whisperer(Long.parseLong(args[1])).run(Path.of(args[0]));
  }

  private void run(Path file) {
    var builder =
        Scheduler.builder()
            .persistence(SqlitePersistence.open(file))
            .payloads(CODEC)
            .handler(TYPED, this::fail)
            .handler(DECODED, run -> tell(run))
            .handler(LEFT, Whisperer::tell)
            .executor("says", new Speaker())
            .on(SchedulerEvent.class, this::listen);
    try (var time = TestScheduler.start(builder, START)) {
      for (int i = 0; i < ATTEMPTS / 3; i++) {
        nasty = NastyText.next(random);
        once(time, Job.of("fails", TYPED, new Secret(SECRET), FAR));
        once(time, Job.of("unread", DECODED, new Secret("unreadable " + SECRET), FAR));
        once(time, Job.of("says", Target.of("says", "x"), FAR).withPayload(Payload.text(SECRET)));
      }
      refusals(time);
      notReady(time);
      tellAll(time);
    }
    nobodyIsThere(file);
  }

  private void once(TestScheduler time, Job job) {
    time.scheduler().schedule(job.withRetry(Retry.none()), IfExists.REPLACE);
    time.job(job.id().value()).runNow();
    time.advance(ofSeconds(1));
  }

  private void fail(Attempt<Secret> run) {
    tell(run);
    var error = new IllegalStateException(nasty, new IllegalArgumentException(nasty));
    error.addSuppressed(new AssertionError(nasty));
    throw error;
  }

  private void listen(SchedulerEvent event) {
    tell(event);
    throw new IllegalStateException(nasty);
  }

  /** An executor that is not made ready, and whose answers are nobody's business. */
  private final class Speaker implements JobExecutor {
    @Override
    public Outcome execute(Attempt<Payload> attempt) {
      tell(attempt);
      var outcome = Outcome.failed(SECRET + nasty).withLog(SECRET + nasty);
      tell(outcome);
      return outcome;
    }

    @Override
    public void prepare(Target<?> target) {
      throw new IllegalStateException(nasty);
    }
  }

  private void refusals(TestScheduler time) {
    var unwritable = Job.of("unwritten", TYPED, new Secret("unwritable " + SECRET), FAR);
    refused(() -> time.scheduler().schedule(unwritable));
    refused(() -> time.scheduler().schedule(Job.of("fails", TYPED, new Secret(SECRET), FAR)));
    var large = Job.of("large", TYPED, new Secret(SECRET.repeat(1_000_000)), FAR);
    refused(() -> time.scheduler().schedule(large));
  }

  private static void refused(Runnable call) {
    try {
      call.run();
      throw new AssertionError("it was not refused");
    } catch (SchedulerException e) {
      tell(e.getMessage());
    }
  }

  /** Targets that cannot be made ready, whose addresses a log must not print as they are. */
  private static void notReady(TestScheduler time) {
    for (int i = 0; i < 30; i++) {
      var target = Target.of("says", "x" + i + FORGED);
      time.scheduler().schedule(Job.of("prepared-" + i, target, Trigger.at(time.now())));
      time.advance(ofSeconds(1));
    }
    time.scheduler().schedule(Job.of("left", LEFT, Trigger.at(time.now().plusSeconds(10))));
  }

  /** A second start without any executor, so that jobs wait for theirs. */
  private static void nobodyIsThere(Path file) {
    var builder = Scheduler.builder().persistence(SqlitePersistence.open(file));
    try (var time = TestScheduler.start(builder, START.plusSeconds(1_000_000))) {
      time.advance(ofSeconds(100));
      tell(time.scheduler().health().unregistered().size());
    }
  }

  private static void tellAll(TestScheduler time) {
    var scheduler = time.scheduler();
    tell(scheduler);
    tell(scheduler.health());
    tell(time.job("fails"));
    tell(time.job("fails").status());
    tell(time.job("says").status().definition().orElseThrow().payload());
    scheduler.jobs(JobQuery.all()).forEach(Whisperer::tell);
    tell(scheduler.jobs(JobQuery.all().limit(2)));
    scheduler.executions(ExecutionQuery.all().limit(500)).forEach(Whisperer::tell);
    tell(scheduler.executions(ExecutionQuery.ofJob("unread").limit(2)));
    scheduler
        .executions(ExecutionQuery.ofJob("unread"))
        .forEach(line -> tell(line.error() + line.result() + line.log()));
  }

  private static synchronized void tell(Object what) {
    System.out.println(what);
  }
}
