package dev.punctual.http;

import dev.punctual.Outcome;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One request and its answer.
 *
 * @param client sends it
 * @param call what is called, for messages
 * @param secrets those in the request
 * @param responseLimit how many bytes of the body are kept
 * @param deadline when it must be over
 */
record Exchange(
    HttpClient client, HttpCall call, Secrets secrets, int responseLimit, Deadline deadline) {
  /**
   * Sends a request and waits for its answer.
   *
   * @param request the request
   * @param isFirst whether no other was sent before in this attempt
   * @throws NoAnswerException if none came
   * @throws InterruptedException if interrupted before anything was sent
   */
  Answer send(Request request, boolean isFirst) throws NoAnswerException, InterruptedException {
    var body = new SentOnce(request.body());
    var reception = new Reception(responseLimit);
    var answer = client.sendAsync(message(request, body), reception);
    boolean wasSent = !isFirst;
    String reason;
    try {
      answer.get(deadline.left(), TimeUnit.NANOSECONDS);
      return reception.answer(secrets, null).orElseThrow();
    } catch (TimeoutException e) {
      reason = "its " + deadline + " are up";
    } catch (ExecutionException | CancellationException e) {
      reason = secrets.scrubbed(CallOutcomes.reason(e), true);
    } catch (InterruptedException e) {
      if (!body.stop() && isFirst) {
        throw e;
      }
      wasSent = true;
      reason = "interrupted";
    } finally {
      wasSent |= body.stop();
      answer.cancel(true);
    }
    return brokenOff(reception, reason, wasSent);
  }

  private Answer brokenOff(Reception reception, String reason, boolean isSent)
      throws NoAnswerException {
    var answer = reception.answer(secrets, reason);
    if (answer.isPresent()) {
      return answer.get();
    }
    throw new NoAnswerException(
        isSent ? CallOutcomes.notAnswered(call, reason) : CallOutcomes.notSent(call, reason));
  }

  /** What the client refuses it quotes, so that is left out. */
  private HttpRequest message(Request request, SentOnce body) throws NoAnswerException {
    try {
      var builder = HttpRequest.newBuilder(request.uri()).method(request.method(), body);
      request.headers().forEach(builder::setHeader);
      return builder.build();
    } catch (IllegalArgumentException e) {
      throw new NoAnswerException(Outcome.failed(call + " is refused by the HTTP client"));
    }
  }
}
