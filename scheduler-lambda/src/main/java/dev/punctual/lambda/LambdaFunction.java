package dev.punctual.lambda;

import dev.punctual.InvalidDefinitionException;
import dev.punctual.Payload;
import dev.punctual.Target;
import dev.punctual.internal.text.Quote;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;

/**
 * A Lambda function that jobs can run: {@linkplain #named one that Punctual deploys} from code, or
 * {@linkplain #existing one that exists already}. The code is the truth about a deployed one:
 * whatever differs at AWS, settings included, is set right before its first run. Only functions
 * that carry the tag {@code punctual:managed} are touched.
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
  private final FunctionSettings settings;
  private final InvocationOptions options;

  private LambdaFunction(
      String name,
      boolean isExisting,
      @Nullable FunctionCode code,
      FunctionSettings settings,
      InvocationOptions options) {
    this.name = name;
    this.isExisting = isExisting;
    this.code = code;
    this.settings = settings;
    this.options = options;
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
    return new LambdaFunction(
        name, false, null, FunctionSettings.DEFAULT, InvocationOptions.DEFAULT);
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
    var settings = FunctionSettings.DEFAULT.withTimeout(Invocation.LONGEST_TIMEOUT);
    return new LambdaFunction(reference, true, null, settings, InvocationOptions.DEFAULT);
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
    return withCode(FunctionCode.ofSource(runtime, file, source));
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
    return withCode(FunctionCode.ofZip(runtime, handler, zip));
  }

  /**
   * The same function with a deployment package in a file, a zip or a jar, read at once.
   *
   * @param runtime a runtime such as {@code java21}
   * @param handler what the runtime calls, such as {@code app.Handler}
   * @param zip the file, at most 50 MB
   * @return a copy
   * @throws InvalidDefinitionException if the file cannot be read
   */
  public LambdaFunction withZip(String runtime, String handler, Path zip) {
    return reading(zip, () -> FunctionCode.ofZip(runtime, handler, zip));
  }

  /**
   * The same function with the files of a directory, read and zipped at once. The same files give
   * the same hash on every machine. Links are followed within the directory only; no file gets the
   * executable bit, so a custom runtime needs {@link #withZip(String, String, Path)}.
   *
   * @param runtime a runtime such as {@code nodejs22.x}
   * @param handler what the runtime calls, such as {@code app.handler}
   * @param directory the directory, at most 50 MB
   * @return a copy
   * @throws InvalidDefinitionException if it cannot be read, is too large, or has a link out of it
   */
  public LambdaFunction withDirectory(String runtime, String handler, Path directory) {
    return reading(directory, () -> FunctionCode.ofDirectory(runtime, handler, directory));
  }

  /**
   * The same function with a deployment package in S3, in the function's region. It is deployed
   * again when one of these names changes; that the content under the same names has changed is not
   * seen. So give each build a key of its own, or a version.
   *
   * @param runtime a runtime such as {@code python3.13}
   * @param handler what the runtime calls, such as {@code app.handler}
   * @param bucket the bucket
   * @param key the key of the zip
   * @param version the version of the object; null for the latest at the time of the deployment
   * @return a copy
   */
  public LambdaFunction withS3(
      String runtime, String handler, String bucket, String key, @Nullable String version) {
    return withCode(
        new FunctionCode(runtime, handler, new CodeSource.S3Object(bucket, key, version)));
  }

  /**
   * The same function with a container image, which brings its own runtime and handler. It is
   * deployed again when the URI changes; that a tag was moved is not seen, so a digest is better.
   *
   * @param uri the image in ECR, such as {@code
   *     123456789012.dkr.ecr.eu-central-1.amazonaws.com/jobs@sha256:…}
   * @return a copy
   */
  public LambdaFunction withImage(String uri) {
    return withCode(new FunctionCode(null, null, new CodeSource.Image(uri)));
  }

  /**
   * The same function with another handler in its code, which must be given first.
   *
   * @param handler what the runtime calls, such as {@code index.nightly}
   * @return a copy
   * @throws InvalidDefinitionException if the function has no code yet, or an image
   */
  public LambdaFunction withHandler(String handler) {
    if (code == null || code.isImage()) {
      throw new InvalidDefinitionException(
          this
              + " has no code that takes a handler: call withSource, withZip, withDirectory or withS3 first");
    }
    return withCode(code.withHandler(handler));
  }

  /**
   * The same function with another size; its share of CPU follows.
   *
   * @param megabytes 128 to 10,240
   * @return a copy
   */
  public LambdaFunction withMemory(int megabytes) {
    return withSettings(settings.withMemory(megabytes));
  }

  /**
   * The same function with another time limit, kept by AWS. An attempt waits half a minute longer
   * for the answer, and is unknown after that.
   *
   * @param limit whole seconds from 1 to 900
   * @return a copy
   */
  public LambdaFunction withTimeout(Duration limit) {
    return withSettings(settings.withTimeout(limit));
  }

  /**
   * The same function with other environment variables.
   *
   * @param variables all of them, 4 KB together, copied
   * @return a copy
   */
  public LambdaFunction withEnvironment(Map<String, String> variables) {
    return withSettings(settings.withEnvironment(Map.copyOf(variables)));
  }

  /**
   * The same function with anything further that a request to create it can say: layers, a VPC,
   * architectures, an image's command, storage, logging, tracing, tags. What has a setting here is
   * set after the hook. The function is updated when what the hook sets changes; something that it
   * no longer sets, and what AWS takes only at creation (tags, code signing, tenancy), stays as it
   * is.
   *
   * @param hook called at each deployment and once by {@link LambdaExecutorBuilder#build()}; must
   *     set the same each time. Several add up
   * @return a copy
   */
  public LambdaFunction withRequest(Consumer<CreateFunctionRequest.Builder> hook) {
    return withSettings(settings.withHook(hook));
  }

  /**
   * The same function, published: after each change a version is published and this alias moved to
   * it, and jobs invoke the alias. So a deployment changes at one moment, and the version that ran
   * before is still there.
   *
   * @param alias 1 to 128 characters of {@code A-Z a-z 0-9 - _}, not a number
   * @return a copy
   */
  public LambdaFunction withAlias(String alias) {
    return withSettings(settings.withAlias(alias));
  }

  /**
   * The same function, which may take over one of its name that Punctual did not create, code and
   * settings included. Without this such a function is left alone, and its attempts fail.
   *
   * @return a copy
   */
  public LambdaFunction withAdoption() {
    return withSettings(settings.withAdoption());
  }

  private LambdaFunction withCode(FunctionCode other) {
    return deployed(other, settings);
  }

  private LambdaFunction withSettings(FunctionSettings others) {
    return deployed(code, others);
  }

  private LambdaFunction deployed(@Nullable FunctionCode newCode, FunctionSettings newSettings) {
    if (isExisting) {
      throw new InvalidDefinitionException(
          this + " exists already, so Punctual sets nothing of it: use LambdaFunction.named(…)");
    }
    return new LambdaFunction(name, false, newCode, newSettings, options);
  }

  /** Reads code from files. */
  @FunctionalInterface
  private interface Reading {
    FunctionCode read() throws IOException;
  }

  private LambdaFunction reading(Path from, Reading reading) {
    try {
      return withCode(reading.read());
    } catch (IOException | UncheckedIOException e) {
      throw new InvalidDefinitionException(
          this
              + " has code that cannot be read from "
              + Quote.of(from.toString())
              + ": "
              + e.getClass().getSimpleName());
    }
  }

  /**
   * The same function, invoked in another way by the jobs that name this {@link #target()}; the
   * default is {@link InvocationMode#SYNCHRONOUS}. Also for functions that exist already.
   *
   * @param mode how
   * @return a copy
   */
  public LambdaFunction withMode(InvocationMode mode) {
    return withOptions(options.withMode(mode));
  }

  /**
   * The same function, given key, job and scheduled time also in its event, as the member {@code
   * punctual}, for runtimes and modes where the client context does not reach it. Payloads must
   * then be JSON objects without such a member, or none. Also for functions that exist already.
   *
   * @return a copy
   */
  public LambdaFunction withKeyInEvent() {
    return withOptions(options.withKeyInEvent());
  }

  /**
   * The same function, of which each invocation is a durable execution. It is given the key as its
   * name, so AWS itself starts none twice, and after a crash or a lost answer AWS is asked what
   * became of it. A function that Punctual creates gets a durable configuration of 15 minutes, the
   * longest that a synchronous invocation waits, unless {@link #withRequest} sets another; AWS
   * takes it only when a function is created. Also for functions that exist already.
   *
   * @return a copy
   */
  public LambdaFunction withDurableExecutions() {
    return withOptions(options.withDurable());
  }

  LambdaFunction withOptions(InvocationOptions others) {
    return new LambdaFunction(name, isExisting, code, settings, others);
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
   * The address of this function in its executor: the name, or {@code existing:} and the reference,
   * followed by the options of its invocation where they are not the default.
   *
   * @return the address, as it is stored with jobs
   */
  public String address() {
    return registration() + options.suffix();
  }

  /** The address without options, under which it is registered. */
  String registration() {
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

  FunctionSettings settings() {
    return settings;
  }

  InvocationOptions options() {
    return options;
  }

  /** The name; never code or environment. */
  @Override
  public String toString() {
    return "function " + Quote.of(name);
  }
}
