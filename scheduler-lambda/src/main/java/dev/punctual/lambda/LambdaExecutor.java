package dev.punctual.lambda;

import dev.punctual.Attempt;
import dev.punctual.InvalidDefinitionException;
import dev.punctual.Outcome;
import dev.punctual.Payload;
import dev.punctual.SchedulerException;
import dev.punctual.Target;
import dev.punctual.spi.JobExecutor;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * Runs jobs as AWS Lambda functions, one synchronous invocation per attempt. The payload is the
 * event; without one it is <code>{}</code>. The result of the function is the result of the
 * execution, what it throws is its error, and the end of its log (4 KB) is kept with it.
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
  private final Map<String, LambdaFunction> functions;
  private final LambdaClient client;
  private final ExecutionRole role;
  private final FunctionDeployer deployer;
  private final Invocation invocation;
  private final OncePerAddress ready = new OncePerAddress();

  LambdaExecutor(
      Map<String, LambdaFunction> functions, LambdaClient client, ExecutionRole role, Pause pause) {
    this.functions = functions;
    this.client = client;
    this.role = role;
    this.deployer = new FunctionDeployer(client, role, pause);
    this.invocation = new Invocation(client, missing -> ready.forget(missing.address()));
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
   * JSON or larger than 6 MB.
   */
  @Override
  public void validate(Target<?> target, Payload payload) {
    reference(function(target));
    Invocation.check(payload);
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
      ready.ensure(function.address(), () -> deployer.requireExists(function, reference(function)));
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
      reference = reference(function);
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
   * Deploys a function now, in the caller's thread, without registering it: creates it, or updates
   * it where it differs, and returns once it can be invoked. For applications that learn of
   * functions while they run: jobs name such a function by {@link LambdaFunction#existing}, so that
   * the next start need not know it.
   *
   * @param function a {@linkplain LambdaFunction#named named} one with code
   * @throws InvalidDefinitionException if anything is wrong with it, one fault to a line, or there
   *     is no role for it to run with
   * @throws SchedulerException if AWS refuses, or it is not ready within two minutes, and why
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
      throw new SchedulerException(e.outcome().text());
    }
  }

  private void ensureDeployed(LambdaFunction function)
      throws NotReadyException, InterruptedException {
    ready.ensure(function.address(), () -> deployer.deploy(function));
  }

  private LambdaFunction function(Target<?> target) {
    String address = target.address();
    LambdaFunction registered = functions.get(address);
    if (registered != null) {
      return registered;
    }
    if (address.startsWith(LambdaFunction.EXISTING)) {
      return LambdaFunction.existing(address.substring(LambdaFunction.EXISTING.length()));
    }
    throw new InvalidDefinitionException(
        "no function is registered as "
            + Texts.quoted(address)
            + "; registered are "
            + functions.keySet()
            + ". Register it by LambdaExecutor.builder().function(…); if it is deployed by other"
            + " means, use the target of LambdaFunction.existing(…)");
  }

  private static FunctionReference reference(LambdaFunction function) {
    return FunctionReference.parse(function.name())
        .orElseThrow(() ->
            new InvalidDefinitionException(String.join("\n", FunctionChecks.faultsOf(function))));
  }

  /** Closes the clients; invocations under way fail. */
  @Override
  public void close() {
    client.close();
    role.close();
  }
}
