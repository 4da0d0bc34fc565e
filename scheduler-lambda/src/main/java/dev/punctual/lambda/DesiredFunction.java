package dev.punctual.lambda;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.EnvironmentResponse;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.PackageType;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;

/**
 * What a function is to be at AWS: the one request that would create it, from which the updates are
 * derived. The application's hook goes first, and what has a setting of its own is set after it.
 * What AWS shows plainly is compared with what it shows. The rest, which only a hook sets and AWS
 * may show in another form, is compared by its digest in a tag.
 */
final class DesiredFunction {
  private static final int LONGEST_SYNCHRONOUS_EXECUTION =
      (int) Invocation.LONGEST_TIMEOUT.toSeconds();
  private static final Set<String> CODE = Set.of("FunctionName", "Code", "Tags", "Publish");
  private static final Set<String> COMPARED =
      Set.of(
          "FunctionName",
          "Code",
          "Tags",
          "Publish",
          "PackageType",
          "Runtime",
          "Handler",
          "Role",
          "MemorySize",
          "Timeout",
          "Environment",
          "Architectures");

  private final LambdaFunction function;
  private final CodeSource source;
  private final CreateFunctionRequest request;

  private DesiredFunction(
      LambdaFunction function, CodeSource source, CreateFunctionRequest request) {
    this.function = function;
    this.source = source;
    this.request = request;
  }

  static DesiredFunction of(LambdaFunction function, String role) {
    FunctionCode code = Objects.requireNonNull(function.code());
    FunctionSettings settings = function.settings();
    var builder = CreateFunctionRequest.builder();
    settings.hook().accept(builder);
    if (function.options().isDurable() && builder.build().durableConfig() == null) {
      builder.durableConfig(d -> d.executionTimeout(LONGEST_SYNCHRONOUS_EXECUTION));
    }
    CreateFunctionRequest request =
        builder
            .functionName(function.name())
            .code(code.source().request())
            .packageType(code.isImage() ? PackageType.IMAGE : PackageType.ZIP)
            .runtime(code.runtime())
            .handler(code.handler())
            .role(role)
            .memorySize(settings.memory())
            .timeout((int) settings.timeout().toSeconds())
            .environment(e -> e.variables(settings.environment()))
            .publish(false)
            .build();
    return new DesiredFunction(function, code.source(), request);
  }

  LambdaFunction function() {
    return function;
  }

  CreateFunctionRequest create() {
    Map<String, String> tags = new HashMap<>(request.tags());
    tags.putAll(tags(Tags.created()));
    return request.toBuilder().tags(tags).build();
  }

  UpdateFunctionCodeRequest updateCode() {
    var builder = UpdateFunctionCodeRequest.builder().functionName(function.name());
    RequestFields.copy(request.code(), builder);
    return builder.architecturesWithStrings(request.architecturesAsStrings()).build();
  }

  UpdateFunctionConfigurationRequest updateConfiguration() {
    var builder = UpdateFunctionConfigurationRequest.builder();
    RequestFields.copy(request, builder);
    return builder.build();
  }

  /** The tags it is to have, given those that are seen. */
  Map<String, String> tags(Map<String, String> seen) {
    Map<String, String> tags = new HashMap<>();
    tags.put(Tags.MANAGED, Tags.managedAfter(seen));
    tags.put(Tags.CONFIGURATION, digest(RequestFields.text(request, COMPARED)));
    source.tag().ifPresent(mark -> tags.put(Tags.CODE, mark));
    return tags;
  }

  private static String digest(String text) {
    return text.isEmpty() ? "none" : Digests.hex(text);
  }

  /** Tells this code with these settings from all others. */
  String mark() {
    return Digests.hex(source.mark() + '\n' + RequestFields.text(request, CODE));
  }

  boolean isTagged(Map<String, String> seen) {
    return seen.entrySet().containsAll(tags(seen).entrySet());
  }

  boolean hasCode(GetFunctionResponse seen) {
    return source.isShownBy(seen)
        && (!request.hasArchitectures()
            || request.architectures().equals(seen.configuration().architectures()));
  }

  boolean isConfigured(GetFunctionResponse shown) {
    FunctionConfiguration seen = shown.configuration();
    return isSame(request.runtimeAsString(), seen.runtimeAsString())
        && isSame(request.handler(), seen.handler())
        && Objects.equals(request.role(), seen.role())
        && Objects.equals(request.memorySize(), seen.memorySize())
        && Objects.equals(request.timeout(), seen.timeout())
        && request.environment().variables().equals(variables(seen.environment()))
        && Objects.equals(
            tags(shown.tags()).get(Tags.CONFIGURATION), shown.tags().get(Tags.CONFIGURATION));
  }

  private static boolean isSame(@Nullable String wanted, @Nullable String seen) {
    return Objects.requireNonNullElse(wanted, "").equals(Objects.requireNonNullElse(seen, ""));
  }

  private static Map<String, String> variables(@Nullable EnvironmentResponse environment) {
    return environment == null || !environment.hasVariables() ? Map.of() : environment.variables();
  }

  /** The name only: the request holds code and environment. */
  @Override
  public String toString() {
    return "DesiredFunction[" + function.name() + ']';
  }
}
