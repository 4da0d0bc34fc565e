package dev.punctual.http;

import dev.punctual.Outcome;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One attempt, from the names of its secrets to its outcome: at most one request, and one more for
 * each redirect that is followed. All of it ends at one deadline. Used by one thread, once.
 */
final class CallAttempt {
  private final Settings settings;
  private final Clients clients;
  private final HttpCall call;
  private final String key;
  private final Deadline deadline;

  CallAttempt(Settings settings, Clients clients, HttpCall call, String key) {
    this.settings = settings;
    this.clients = clients;
    this.call = call;
    this.key = key;
    this.deadline = Deadline.in(call.timeout());
  }

  /**
   * Makes it.
   *
   * @throws InterruptedException if interrupted before a request was written
   */
  Outcome run() throws InterruptedException {
    try {
      var secrets = secrets();
      var request = Request.of(call, secrets, key);
      checkAddress(request);
      return follow(request, secrets);
    } catch (NoAnswerException e) {
      return e.outcome();
    } catch (SecretException e) {
      return CallOutcomes.notSent(call, String.valueOf(e.getMessage()));
    }
  }

  private Secrets secrets() throws SecretException, NoAnswerException, InterruptedException {
    var names = call.secretNames();
    if (names.isEmpty()) {
      return Secrets.NONE;
    }
    try {
      return within(() -> Secrets.lookUp(names, settings.secrets()));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SecretException secret) {
        throw secret;
      }
      throw notSent("its secrets could not be looked up: " + typeOf(e.getCause()));
    }
  }

  private Outcome follow(Request first, Secrets secrets)
      throws NoAnswerException, InterruptedException {
    var expected = call.message().expected();
    var request = first;
    for (int redirects = 0; ; redirects++) {
      var answer = send(request, secrets, redirects == 0);
      if (!Redirect.STATUSES.contains(answer.status()) || expected.contain(answer.status())) {
        return CallOutcomes.answered(call, answer, expected, settings.clock().instant());
      }
      if (redirects == settings.maxRedirects()) {
        return CallOutcomes.notFollowed(
            call, answer, "more than " + redirects + " redirects are not followed");
      }
      switch (Redirect.of(request, answer)) {
        case Redirect.Followed followed -> request = followed.request();
        case Redirect.Refused refused -> {
          return CallOutcomes.notFollowed(call, answer, secrets.scrubbed(refused.reason(), false));
        }
      }
      checkRedirected(request);
    }
  }

  private Answer send(Request request, Secrets secrets, boolean isFirst)
      throws NoAnswerException, InterruptedException {
    try (var lease = clients.lease()) {
      return new Exchange(lease.client(), call, secrets, settings.responseLimit(), deadline)
          .send(request, isFirst);
    } catch (ClosedException e) {
      var reason = "the executor is closed";
      throw isFirst
          ? notSent(reason)
          : new NoAnswerException(CallOutcomes.notAnswered(call, reason));
    }
  }

  /** Once a request was sent, nothing that stops the next one is as if none had been. */
  private void checkRedirected(Request request) throws NoAnswerException {
    try {
      checkAddress(request);
    } catch (NoAnswerException e) {
      throw e.outcome().status() == Outcome.Status.NOT_STARTED
          ? new NoAnswerException(CallOutcomes.notAnswered(call, e.outcome().text()))
          : e;
    } catch (InterruptedException e) {
      throw new NoAnswerException(CallOutcomes.notAnswered(call, "interrupted"));
    }
  }

  private void checkAddress(Request request) throws NoAnswerException, InterruptedException {
    String host = request.uri().getHost().toLowerCase(Locale.ROOT);
    var refused = settings.rules().refusedLiteral(host);
    if (refused.isEmpty() && !settings.proxied().isProxied(request.uri())) {
      try {
        var addresses = within(() -> settings.lookup().addresses(host));
        refused = settings.rules().firstRefused(host, addresses);
      } catch (ExecutionException e) {
        throw notSent(
            e.getCause() instanceof UnknownHostException
                ? "its host has no address"
                : "its host could not be looked up: " + typeOf(e.getCause()));
      }
    }
    if (refused.isPresent()) {
      throw new NoAnswerException(Outcome.failed(AddressRules.refusal(call, refused.get())));
    }
  }

  /** Work that an interrupt may not end, on a thread that can be left behind. */
  private <T> T within(Callable<T> work)
      throws ExecutionException, NoAnswerException, InterruptedException {
    Future<T> result;
    try {
      result = settings.workers().submit(work);
    } catch (RejectedExecutionException e) {
      throw notSent("the executor is closed");
    }
    try {
      return result.get(deadline.left(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw notSent("its " + deadline + " are up");
    } finally {
      result.cancel(true);
    }
  }

  private NoAnswerException notSent(String reason) {
    return new NoAnswerException(CallOutcomes.notSent(call, reason));
  }

  /** The type says enough: what strangers' code says may quote a secret. */
  private static String typeOf(@Nullable Throwable thrown) {
    return thrown == null ? "unknown" : thrown.getClass().getName();
  }
}
