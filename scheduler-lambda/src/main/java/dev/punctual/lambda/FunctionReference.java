package dev.punctual.lambda;

import dev.punctual.InvalidDefinitionException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How Lambda is told which function is meant.
 *
 * @param function a name, an ARN or {@code account:function:name}
 * @param qualifier an alias or a version; null for the latest code
 */
record FunctionReference(String function, @Nullable String qualifier) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final Pattern REFERENCE =
      Pattern.compile(
          "(?<function>(?:(?:arn:aws[a-z-]*:lambda:[a-z0-9-]+:)?\\d{12}:function:)?"
              + "[A-Za-z0-9_-]{1,64})"
              + "(?::(?<qualifier>\\$LATEST|[A-Za-z0-9_-]{1,128}))?");

  private static final String LATEST = "$LATEST";

  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /**
   * What is invoked. A durable function has to be named with a qualifier.
   *
   * @throws InvalidDefinitionException if AWS would not understand it
   */
  static FunctionReference of(LambdaFunction function) {
    FunctionReference plain =
        parse(function.name())
            .orElseThrow(() ->
                new InvalidDefinitionException(
                    String.join("\n", FunctionChecks.faultsOf(function))));
    String alias = function.settings().alias();
    String qualifier = alias == null ? plain.qualifier() : alias;
    return new FunctionReference(
        plain.function(), qualifier == null && function.options().isDurable() ? LATEST : qualifier);
  }

  /** Reads what an application wrote. */
  static Optional<FunctionReference> parse(String text) {
    Matcher matcher = REFERENCE.matcher(text);
    return matcher.matches()
        ? Optional.of(new FunctionReference(matcher.group("function"), matcher.group("qualifier")))
        : Optional.empty();
  }
}
