package dev.punctual.lambda;

import dev.punctual.lambda.LambdaStub.Answer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Functions as AWS shows them. */
final class ShownFunction {
  private ShownFunction() {}

  /** One of Punctual's, ready unless the state says otherwise. */
  static Answer shown(LambdaFunction function, String state, String... more) {
    return with(
        function,
        state,
        DesiredFunction.of(function, StubbedExecutors.ROLE).tags(Tags.created()),
        more);
  }

  /** The same made by others. */
  static Answer stranger(LambdaFunction function, String... more) {
    return with(function, "Active", Map.of("team", "billing"), more);
  }

  static Answer with(
      LambdaFunction function, String state, Map<String, String> tags, String... more) {
    return LambdaStub.ok(
        "{\"Configuration\":%s,\"Code\":{\"RepositoryType\":\"S3\"},\"Tags\":%s}"
            .formatted(configuration(function, state, more), object(tags)));
  }

  private static String configuration(LambdaFunction function, String state, String... more) {
    FunctionCode code = function.code();
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("FunctionName", function.name());
    texts.put("FunctionArn", arn(function));
    texts.put("Runtime", code.runtime());
    texts.put("Handler", code.handler());
    texts.put("CodeSha256", code.source().mark());
    texts.put("Role", StubbedExecutors.ROLE);
    texts.put("State", state);
    for (int i = 0; i < more.length; i += 2) {
      texts.put(more[i], more[i + 1]);
    }
    return object(texts)
        .replaceFirst(
            "}$",
            ",\"MemorySize\":%d,\"Timeout\":%d,\"Environment\":{\"Variables\":%s}}"
                .formatted(
                    function.settings().memory(),
                    function.settings().timeout().toSeconds(),
                    object(function.settings().environment())));
  }

  static String arn(LambdaFunction function) {
    return "arn:aws:lambda:us-east-1:123456789012:function:" + function.name();
  }

  private static String object(Map<String, String> texts) {
    return texts.entrySet().stream()
        .map(entry -> "\"%s\":\"%s\"".formatted(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining(",", "{", "}"));
  }
}
