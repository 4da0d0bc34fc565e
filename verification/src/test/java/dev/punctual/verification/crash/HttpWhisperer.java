package dev.punctual.verification.crash;

import dev.punctual.Retry;
import dev.punctual.Scheduler;
import dev.punctual.SchedulerEvent;
import dev.punctual.SchedulerException;
import dev.punctual.Trigger;
import dev.punctual.http.HttpCall;
import dev.punctual.http.HttpExecutor;
import dev.punctual.sqlite.SqlitePersistence;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A process whose calls carry a secret in each place where one may stand, to a target that says
 * everything back. It prints whatever it can be told about them; what it logs goes where the logger
 * is told.
 */
final class HttpWhisperer {
  static final List<String> PATHS = List.of("/200", "/404", "/500", "/half", "/garbage", "/away");

  private HttpWhisperer() {}

  public static void main(String[] args) {
    var executor = HttpExecutor.builder().secrets(HttpWhisperer::secret).build();
    try (var scheduler =
        Scheduler.builder()
            .persistence(SqlitePersistence.open(Path.of(args[0])))
            .executor("http", executor)
            .on(SchedulerEvent.class, HttpWhisperer::tell)
            .start()) {
      for (var path : PATHS) {
        call(scheduler, path.substring(1), everywhere(args[1] + path, "TOKEN"));
      }
      call(scheduler, "missing", everywhere(args[1] + "/200", "MISSING"));
      call(scheduler, "throwing", everywhere(args[1] + "/200", "THROWING"));
      call(scheduler, "two-lines", everywhere(args[1] + "/200", "TWO_LINES"));
      refused(() -> HttpCall.get(args[1]).withBearer(HttpCallingProcess.SECRET));
      refused(() -> HttpCall.get("http://me:" + HttpCallingProcess.SECRET + "@a.example/"));
      tell(scheduler.health());
    }
  }

  private static Optional<String> secret(String name) {
    return switch (name) {
      case "MISSING" -> Optional.empty();
      case "THROWING" -> throw new IllegalStateException(HttpCallingProcess.SECRET);
      case "TWO_LINES" -> Optional.of(HttpCallingProcess.SECRET + "\n");
      default -> Optional.of(HttpCallingProcess.SECRET);
    };
  }

  private static HttpCall everywhere(String url, String name) {
    String secret = "${secret:" + name + "}";
    return HttpCall.get(url + "?token=" + secret)
        .withBearer(secret)
        .withHeader("X-Key", secret)
        .withTimeout(Duration.ofSeconds(30));
  }

  private static void call(Scheduler scheduler, String id, HttpCall call) {
    tell(call);
    tell(call.payload());
    var job = call.job(id, Trigger.at(Instant.now())).withRetry(Retry.none());
    tell(job);
    var handle = scheduler.schedule(job);
    var line = scheduler.await(handle.executions().items().getFirst().id(), Duration.ofMinutes(1));
    tell(line);
    tell(id + " " + line.status() + " " + line.result() + line.error() + line.log());
    tell(handle.status());
  }

  private static void refused(Runnable call) {
    try {
      call.run();
      throw new AssertionError("it was not refused");
    } catch (SchedulerException e) {
      tell(e);
    }
  }

  private static synchronized void tell(Object what) {
    System.out.println(what);
  }
}
