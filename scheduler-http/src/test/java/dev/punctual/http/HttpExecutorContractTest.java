package dev.punctual.http;

import dev.punctual.Target;
import dev.punctual.spi.JobExecutor;
import dev.punctual.tck.JobExecutorContract;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** The contract of every executor, kept by this one against a real socket. */
class HttpExecutorContractTest extends JobExecutorContract {
  private final RawTarget target =
      new RawTarget(connection -> {
        var request = connection.readRequest();
        if (request.startsWith("GET /blocking")) {
          connection.stayUntilTheEnd();
        }
        connection.write(
            "HTTP/1.1 "
                + (request.startsWith("GET /failing") ? "500 No" : "204 Done")
                + "\r\nContent-Length: 0\r\n\r\n");
      });

  @Override
  protected JobExecutor create() {
    return HttpExecutor.create();
  }

  @Override
  protected Target<?> succeeding() {
    return HttpCall.get(target.url("/succeeding")).target();
  }

  @Override
  protected Target<?> failing() {
    return HttpCall.get(target.url("/failing")).target();
  }

  @Override
  protected Target<?> blocking() {
    return HttpCall.get(target.url("/blocking")).target();
  }

  @Override
  protected Optional<Target<?>> impossible() {
    return Optional.of(Target.of("http", "http://169.254.169.254/latest/meta-data"));
  }

  @Override
  protected Optional<List<String>> receivedKeys() {
    return Optional.of(
        target.requests().stream()
            .map(request -> request.replaceFirst("(?s).*Idempotency-Key: (\\w+)\r\n.*", "$1"))
            .toList());
  }

  @AfterEach
  void closeTarget() throws IOException {
    target.close();
  }
}
