package dev.punctual.http;

import dev.punctual.Attempt;
import dev.punctual.InvalidDefinitionException;
import dev.punctual.Outcome;
import dev.punctual.Payload;
import dev.punctual.Target;
import dev.punctual.spi.JobExecutor;
import java.time.Duration;

/**
 * Runs jobs as HTTP calls, one request per attempt and one more for each redirect that is followed.
 * By convention it is registered as {@code http}. Its addresses are:
 *
 * <ul>
 *   <li>a URL, such as {@code https://host/path}: the payload is an {@link HttpCall} as text, and
 *       {@link HttpCall#job} makes such jobs; without a payload it is a GET;
 *   <li>a method and a URL, such as {@code POST https://host/path}: the payload of the job is the
 *       body as it is, with the content type {@code application/json}, {@code text/plain} or {@code
 *       application/octet-stream} by its format. No secrets can be named then.
 * </ul>
 *
 * <p>Each request carries the key of its execution as {@code Idempotency-Key}. The client never
 * repeats a request by itself. The result of an execution is the text of the answer's body; secrets
 * in it are replaced by their names.
 *
 * <p>What a call costs besides its target: a connection, two threads of the platform while it
 * lasts, and the bytes that are kept of the answer; see {@link
 * HttpExecutorBuilder#reuseConnections()}.
 *
 * <p>Safe for use by any number of threads.
 */
public final class HttpExecutor implements JobExecutor {
  /**
   * The scheduler's own timeout is a little later, so that the one of the call tells what it knows.
   */
  static final Duration MARGIN = Duration.ofSeconds(10);

  private final Settings settings;
  private final Clients clients;
  private final boolean knowsSecrets;

  HttpExecutor(Settings settings, Clients clients, boolean knowsSecrets) {
    this.settings = settings;
    this.clients = clients;
    this.knowsSecrets = knowsSecrets;
  }

  /**
   * An executor with all defaults, which knows no secrets.
   *
   * @return the executor
   */
  public static HttpExecutor create() {
    return builder().build();
  }

  /**
   * Starts to configure an executor.
   *
   * @return the builder
   */
  public static HttpExecutorBuilder builder() {
    return new HttpExecutorBuilder();
  }

  /**
   * Refuses an address or a payload of another form, a call that can never be sent, one that names
   * secrets if this executor knows none, and a refused address that is written as one. Names are
   * looked up at the attempt.
   */
  @Override
  public void validate(Target<?> target, Payload payload) {
    var unused = checked(target, payload);
  }

  private HttpCall checked(Target<?> target, Payload payload) {
    var call = Addresses.call(target.address(), payload);
    if (!knowsSecrets && !call.secretNames().isEmpty()) {
      throw new InvalidDefinitionException(
          "the call names secret '"
              + call.secretNames().first()
              + "', but this HttpExecutor knows none: call"
              + " HttpExecutor.builder().secrets(SecretResolver.environment())");
    }
    settings
        .rules()
        .refusedLiteral(call.parsedUrl().host())
        .ifPresent(refused -> {
          throw new InvalidDefinitionException(AddressRules.refusal(call, refused));
        });
    return call;
  }

  @Override
  public Outcome execute(Attempt<Payload> attempt) throws InterruptedException {
    HttpCall call;
    try {
      call = checked(attempt.target(), attempt.payload());
    } catch (InvalidDefinitionException e) {
      return Outcome.failed(String.valueOf(e.getMessage()));
    }
    return new CallAttempt(settings, clients, call, attempt.key()).run();
  }

  /**
   * A little longer than the calls themselves may take: 40 seconds for an address with a method.
   * For an address that is a URL it is a little more than an hour, the longest timeout that a call
   * can have, since each call keeps to its own.
   */
  @Override
  public Duration timeout(Target<?> target) {
    return Addresses.hasMethod(target.address())
        ? Message.DEFAULT_TIMEOUT.plus(MARGIN)
        : Message.LONGEST_TIMEOUT.plus(MARGIN);
  }

  /** Ends the calls under way; they are unknown, or not started. */
  @Override
  public void close() {
    clients.close();
    settings.workers().shutdown();
  }
}
