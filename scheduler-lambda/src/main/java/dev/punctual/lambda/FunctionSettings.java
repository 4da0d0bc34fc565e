package dev.punctual.lambda;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;

/**
 * What a deployed function is to be besides its code.
 *
 * @param hook sets what has no setting here
 * @param alias the alias of the version that is published and invoked; null for the latest code
 * @param adopts whether a function of this name that Punctual did not create is taken over
 */
record FunctionSettings(
    int memory,
    Duration timeout,
    Map<String, String> environment,
    Consumer<CreateFunctionRequest.Builder> hook,
    @Nullable String alias,
    boolean adopts) {
  static final FunctionSettings DEFAULT =
      new FunctionSettings(128, Duration.ofSeconds(30), Map.of(), request -> {}, null, false);

  FunctionSettings withMemory(int other) {
    return new FunctionSettings(other, timeout, environment, hook, alias, adopts);
  }

  FunctionSettings withTimeout(Duration other) {
    return new FunctionSettings(memory, other, environment, hook, alias, adopts);
  }

  FunctionSettings withEnvironment(Map<String, String> other) {
    return new FunctionSettings(memory, timeout, other, hook, alias, adopts);
  }

  FunctionSettings withHook(Consumer<CreateFunctionRequest.Builder> another) {
    return new FunctionSettings(memory, timeout, environment, hook.andThen(another), alias, adopts);
  }

  FunctionSettings withAlias(String other) {
    return new FunctionSettings(memory, timeout, environment, hook, other, adopts);
  }

  FunctionSettings withAdoption() {
    return new FunctionSettings(memory, timeout, environment, hook, alias, true);
  }

  /** Sizes only: values of the environment are secrets. */
  @Override
  public String toString() {
    return "FunctionSettings["
        + memory
        + " MB, "
        + timeout
        + ", "
        + environment.size()
        + " variables]";
  }
}
