package dev.punctual.lambda;

import dev.punctual.InvalidDefinitionException;
import dev.punctual.Payload;
import dev.punctual.Target;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Lambda function that jobs can run: {@linkplain #named one that Punctual deploys} from code, or
 * {@linkplain #existing one that exists already}. The code is the truth about a deployed one:
 * whatever differs at AWS, settings included, is set right before its first run.
 *
 * <p>Faults in a name, in code or in settings are reported, all together, by {@link
 * LambdaExecutorBuilder#build()}. Code and environment never appear in logs, exceptions or {@link
 * #toString()}. Immutable.
 */
public final class LambdaFunction {
  static final String EXISTING = "existing:";

  private static final String EXECUTOR = "lambda";

  private final String name;
  private final boolean isExisting;
  private final @Nullable FunctionCode code;
  private final int memory;
  private final Duration timeout;
  private final Map<String, String> environment;

  private LambdaFunction(
      String name,
      boolean isExisting,
      @Nullable FunctionCode code,
      int memory,
      Duration timeout,
      Map<String, String> environment) {
    this.name = name;
    this.isExisting = isExisting;
    this.code = code;
    this.memory = memory;
    this.timeout = timeout;
    this.environment = environment;
  }

  /**
   * A function that Punctual creates if it is missing, and updates if it differs. Needs code, and
   * to be registered by {@link LambdaExecutorBuilder#function}. Its defaults: 128 MB of memory, a
   * timeout of 30 seconds, an empty environment.
   *
   * @param name 1 to 64 characters of {@code A-Z a-z 0-9 - _}
   * @return the function, still without code
   */
  public static LambdaFunction named(String name) {
    return new LambdaFunction(name, false, null, 128, Duration.ofSeconds(30), Map.of());
  }

  /**
   * A function that was deployed by other means, and is only invoked. It need not be registered:
   * its {@linkplain #address() address} says that it exists, so a misspelt name of a registered
   * function is never taken for one.
   *
   * @param reference a name, {@code name:alias}, {@code name:version}, or an ARN with or without
   *     one of these
   * @return the function
   */
  public static LambdaFunction existing(String reference) {
    return new LambdaFunction(reference, true, null, 0, Invocation.LONGEST_TIMEOUT, Map.of());
  }

  /**
   * The same function with one source file, zipped in memory. Its handler is the {@code handler} of
   * that file, such as {@code index.handler} for {@code index.mjs}; {@link #withHandler} names
   * another.
   *
   * @param runtime a Node.js, Python or Ruby runtime such as {@code nodejs22.x}
   * @param file the file's name, such as {@code index.mjs} or {@code app.py}
   * @param source its text
   * @return a copy
   */
  public LambdaFunction withSource(String runtime, String file, String source) {
    return with(FunctionCode.ofSource(runtime, file, source), memory, timeout, environment);
  }

  /**
   * The same function with a deployment package.
   *
   * @param runtime a runtime such as {@code python3.13} or {@code java21}
   * @param handler what the runtime calls, such as {@code app.handler}
   * @param zip the zip file's bytes, at most 50 MB, copied
   * @return a copy
   */
  public LambdaFunction withZip(String runtime, String handler, byte[] zip) {
    return with(FunctionCode.ofZip(runtime, handler, zip), memory, timeout, environment);
  }

  /**
   * The same function with another handler in its code, which must be given first.
   *
   * @param handler what the runtime calls, such as {@code index.nightly}
   * @return a copy
   * @throws InvalidDefinitionException if the function has no code yet
   */
  public LambdaFunction withHandler(String handler) {
    if (code == null) {
      throw new InvalidDefinitionException(
          this + " has no code yet: call withSource or withZip first");
    }
    return with(code.withHandler(handler), memory, timeout, environment);
  }

  /**
   * The same function with another size; its share of CPU follows.
   *
   * @param megabytes 128 to 10,240
   * @return a copy
   */
  public LambdaFunction withMemory(int megabytes) {
    return with(code, megabytes, timeout, environment);
  }

  /**
   * The same function with another time limit, kept by AWS. An attempt waits half a minute longer
   * for the answer, and is unknown after that.
   *
   * @param limit whole seconds from 1 to 900
   * @return a copy
   */
  public LambdaFunction withTimeout(Duration limit) {
    return with(code, memory, limit, environment);
  }

  /**
   * The same function with other environment variables.
   *
   * @param variables all of them, 4 KB together, copied
   * @return a copy
   */
  public LambdaFunction withEnvironment(Map<String, String> variables) {
    return with(code, memory, timeout, Map.copyOf(variables));
  }

  private LambdaFunction with(
      @Nullable FunctionCode newCode,
      int megabytes,
      Duration limit,
      Map<String, String> variables) {
    if (isExisting) {
      throw new InvalidDefinitionException(
          this + " exists already, so Punctual sets nothing of it: use LambdaFunction.named(…)");
    }
    return new LambdaFunction(name, false, newCode, megabytes, limit, variables);
  }

  /**
   * What a job runs, with the payload as it is, in the executor registered as {@code lambda}. For
   * an executor under another name, {@link Target#of(String, String)} takes the {@link #address()}.
   *
   * @return the target
   */
  public Target<Payload> target() {
    return Target.of(EXECUTOR, address());
  }

  /**
   * What a job runs, with a typed payload that the scheduler's codec turns into JSON.
   *
   * @param <T> the type of the payload
   * @param type the type of the payload
   * @return the target
   */
  public <T> Target<T> target(Class<T> type) {
    return Target.of(EXECUTOR, address(), type);
  }

  /**
   * The address of this function in its executor: the name, or {@code existing:} and the reference.
   *
   * @return the address, as it is stored with jobs
   */
  public String address() {
    return isExisting ? EXISTING + name : name;
  }

  String name() {
    return name;
  }

  boolean isExisting() {
    return isExisting;
  }

  @Nullable FunctionCode code() {
    return code;
  }

  int memory() {
    return memory;
  }

  Duration timeout() {
    return timeout;
  }

  Map<String, String> environment() {
    return environment;
  }

  /** The name; never code or environment. */
  @Override
  public String toString() {
    return "function " + Texts.quoted(name);
  }
}
