package dev.punctual.lambda;

import dev.punctual.Attempt;
import dev.punctual.InvalidDefinitionException;
import dev.punctual.Outcome;
import dev.punctual.Payload;
import dev.punctual.Target;
import dev.punctual.internal.text.Quote;
import dev.punctual.spi.JobExecutor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * Runs jobs as AWS Lambda functions, one invocation per attempt. The payload is the event; without
 * one it is <code>{}</code>. The result of the function is the result of the execution, what it
 * throws is its error, and the end of its log (4 KB) is kept with it.
 *
 * <p>A registered function is deployed, if need be, when its job is scheduled or before its first
 * run; an attempt waits up to two minutes for it, and then ends as not started. A function deleted
 * at AWS is deployed again by the attempt after the one that missed it.
 *
 * <p>Region, credentials and endpoint come from the SDK's usual chain, or from {@link
 * LambdaExecutorBuilder#client}. What a run costs besides the function: one request, and none that
 * is repeated by the SDK. An interrupt while waiting for an answer ends the attempt as unknown,
 * because the function runs on.
 *
 * <p>Safe for use by any number of threads.
 */
public final class LambdaExecutor implements JobExecutor {
  /** So that the client gives up first, whose error says more. */
  private static final Duration SLACK = Duration.ofSeconds(10);

  /** Waits and requests of a deployment, an upload of ordinary size included. */
  private static final Duration DEPLOYMENT = FunctionDeployer.LONGEST_WAIT.multipliedBy(2);

  private final Map<String, LambdaFunction> functions;
  private final LambdaClient client;
  private final ExecutionRole role;
  private final FunctionDeployer deployer;
  private final DurableExecutions durable;
  private final Invocation invocation;
  private final OncePerAddress ready = new OncePerAddress();

  LambdaExecutor(
      Map<String, LambdaFunction> functions, LambdaClient client, ExecutionRole role, Pause pause) {
    this.functions = functions;
    this.client = client;
    this.role = role;
    this.deployer = new FunctionDeployer(client, role, pause);
    this.durable = new DurableExecutions(client);
    this.invocation =
        new Invocation(client, durable, missing -> ready.forget(missing.registration()));
  }

  /**
   * Starts to configure an executor.
   *
   * @return the builder
   */
  public static LambdaExecutorBuilder builder() {
    return new LambdaExecutorBuilder(System::getenv, Pause.SLEEP);
  }

  /**
   * Refuses an address that is neither registered nor {@code existing:…}, and a payload that is not
   * JSON, or larger than 6 MB (1 MB for asynchronous invocations).
   */
  @Override
  public void validate(Target<?> target, Payload payload) {
    LambdaFunction function = function(target);
    var unused = FunctionReference.of(function);
    EventChecks.check(payload, function.options());
  }

  /**
   * Deploys the function, or looks whether it exists.
   *
   * @throws Exception if it is not ready, and why
   */
  @Override
  public void prepare(Target<?> target) throws Exception {
    LambdaFunction function = function(target);
    if (function.isExisting()) {
      FunctionReference reference = FunctionReference.of(function);
      ready.ensure(function.registration(), () -> deployer.requireExists(function, reference));
    } else {
      ensureDeployed(function);
    }
  }

  @Override
  public Outcome execute(Attempt<Payload> attempt) throws InterruptedException {
    LambdaFunction function;
    FunctionReference reference;
    try {
      function = function(attempt.target());
      reference = FunctionReference.of(function);
      if (!function.isExisting()) {
        ensureDeployed(function);
      }
    } catch (InvalidDefinitionException e) {
      return Outcome.failed(String.valueOf(e.getMessage()));
    } catch (NotReadyException e) {
      return e.outcome();
    }
    return invocation.invoke(function, reference, attempt);
  }

  /**
   * Asks AWS what became of the durable execution of an earlier attempt; of other functions nothing
   * is known. One that succeeded is the outcome, and one that runs is joined by the attempt.
   */
  @Override
  public Optional<Outcome> lookup(Attempt<Payload> attempt) throws InterruptedException {
    LambdaFunction function;
    FunctionReference reference;
    try {
      function = function(attempt.target());
      reference = FunctionReference.of(function);
    } catch (InvalidDefinitionException e) {
      return Optional.empty();
    }
    return function.options().isDurable() && function.options().mode() != InvocationMode.DRY_RUN
        ? durable.lookup(function, reference, attempt)
        : Optional.empty();
  }

  /**
   * The function's own timeout and half a minute, so that AWS ends a run before the scheduler does;
   * 15 minutes for functions that exist already and for durable executions, half a minute where the
   * invocation does not wait for the function. And four minutes more for a function that may have
   * to be deployed first.
   */
  @Override
  public Duration timeout(Target<?> target) {
    try {
      LambdaFunction function = function(target);
      Duration timeout = Invocation.patience(function).plus(SLACK);
      return function.isExisting() ? timeout : timeout.plus(DEPLOYMENT);
    } catch (InvalidDefinitionException e) {
      return JobExecutor.super.timeout(target);
    }
  }

  /**
   * Deletes a function with all its versions and aliases, if Punctual created it, which its tag
   * {@code punctual:managed} tells. Its role stays. Cancel its jobs first: the next attempt of a
   * registered function deploys it again.
   *
   * @param name the function's name
   * @return whether there was such a function
   * @throws InvalidDefinitionException if the name is none
   * @throws DeploymentException if Punctual did not create it, or AWS refuses
   * @throws InterruptedException if interrupted while AWS was asked
   */
  public boolean delete(String name) throws InterruptedException {
    LambdaFunction function = LambdaFunction.named(name);
    if (!FunctionReference.isName(name)) {
      throw new InvalidDefinitionException(
          function + " is not named with 1 to 64 characters of A-Z a-z 0-9 - _");
    }
    try {
      return deployer.delete(functions.getOrDefault(name, function));
    } catch (NotReadyException e) {
      throw new DeploymentException(e.outcome().text());
    } finally {
      ready.forget(name);
    }
  }

  /**
   * Deploys a function now, in the caller's thread, without registering it: creates it, or updates
   * it where it differs, and returns once it can be invoked. For applications that learn of
   * functions while they run: jobs name such a function by {@link LambdaFunction#existing}, so that
   * the next start need not know it.
   *
   * @param function a {@linkplain LambdaFunction#named named} one with code
   * @throws InvalidDefinitionException if anything is wrong with it, one fault to a line, or there
   *     is no role for it to run with
   * @throws DeploymentException if AWS refuses, or it is not ready within two minutes, and why
   * @throws InterruptedException if the thread is interrupted; the function may have been created
   */
  public void deploy(LambdaFunction function) throws InterruptedException {
    if (function.isExisting()) {
      throw new InvalidDefinitionException(
          function + " is deployed by other means: use LambdaFunction.named(…)");
    }
    List<String> faults = FunctionChecks.faultsOf(function);
    if (!faults.isEmpty()) {
      throw new InvalidDefinitionException(String.join("\n", faults));
    }
    try {
      deployer.deploy(function);
    } catch (NotReadyException e) {
      throw new DeploymentException(e.outcome().text());
    } finally {
      ready.forget(function.registration());
    }
  }

  private void ensureDeployed(LambdaFunction function)
      throws NotReadyException, InterruptedException {
    String registration = function.registration();
    LambdaFunction registered = functions.getOrDefault(registration, function);
    ready.ensure(registration, () -> deployer.deploy(registered));
  }

  private LambdaFunction function(Target<?> target) {
    String address = target.address();
    String registration = InvocationOptions.functionOf(address);
    InvocationOptions options = InvocationOptions.ofAddress(address);
    LambdaFunction registered = functions.get(registration);
    if (registered != null) {
      return registered.withOptions(
          registered.options().isDurable() ? options.withDurable() : options);
    }
    if (registration.startsWith(LambdaFunction.EXISTING)) {
      return LambdaFunction.existing(registration.substring(LambdaFunction.EXISTING.length()))
          .withOptions(options);
    }
    throw new InvalidDefinitionException(
        "no function is registered as "
            + Quote.of(registration)
            + "; registered are "
            + functions.keySet()
            + ". Register it by LambdaExecutor.builder().function(…); if it is deployed by other"
            + " means, use the target of LambdaFunction.existing(…)");
  }

  /** Closes the clients; invocations under way fail. */
  @Override
  public void close() {
    client.close();
    role.close();
  }

  /** The names of the registered functions. */
  @Override
  public String toString() {
    return "LambdaExecutor" + functions.keySet();
  }
}
