package dev.punctual.examples;

import dev.punctual.Attempt;
import dev.punctual.InvalidDefinitionException;
import dev.punctual.Outcome;
import dev.punctual.Payload;
import dev.punctual.Target;
import dev.punctual.spi.JobExecutor;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * An executor of one's own: posts the payload to the URL that is the target's address. Retries,
 * waits and limits are the scheduler's; all this class has to say is how an attempt ended.
 */
final class Webhook implements JobExecutor {
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  /** When a job is scheduled, in the caller's thread: what can never work is refused here. */
  @Override
  public void validate(Target<?> target, Payload payload) {
    if (!target.address().matches("https?://[^\\s]+")) {
      throw new InvalidDefinitionException(
          "webhook address '" + target.address() + "' is not an http or https URL");
    }
  }

  @Override
  public Outcome execute(Attempt<Payload> attempt) {
    var request =
        HttpRequest.newBuilder(URI.create(attempt.target().address()))
            .header("Idempotency-Key", attempt.key())
            .timeout(Duration.ofSeconds(30))
            .POST(BodyPublishers.ofByteArray(attempt.payload().toBytes()))
            .build();
    try {
      var response = client.send(request, BodyHandlers.ofString());
      return switch (response.statusCode() / 100) {
        case 2 -> Outcome.succeeded(response.body());
        case 5 -> Outcome.retry("status " + response.statusCode());
        default -> Outcome.failed("status " + response.statusCode());
      };
    } catch (ConnectException e) {
      return Outcome.notStarted("no connection: " + e);
    } catch (IOException e) {
      return Outcome.unknown("no answer: " + e);
    } catch (InterruptedException e) {
      return Outcome.unknown("interrupted while waiting for the answer");
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
