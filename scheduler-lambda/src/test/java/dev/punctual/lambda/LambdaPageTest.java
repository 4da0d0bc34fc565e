package dev.punctual.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.LambdaException;

/** The page of the guide says what the code does. */
class LambdaPageTest {
  private static final Path PAGE =
      Path.of(System.getProperty("basedir", "scheduler-lambda"), "..", "docs", "lambda.md");
  private static final Pattern POLICY = Pattern.compile("```json\\R(.*?)```", Pattern.DOTALL);
  private static final Pattern ACTION = Pattern.compile("\"(lambda|iam):([A-Z]\\w+)\"");
  private static final int UNLISTED = 418;

  /** One row of the table of errors. */
  record Row(List<String> codes, int status, String outcome, boolean isTriedAgain) {}

  static Stream<Row> errors() throws IOException {
    return rows("| error | status | outcome | tried again |")
        .map(cells ->
            new Row(
                List.of(cells.get(0).split(", ", -1)),
                cells.get(1).equals("any") ? UNLISTED : Integer.parseInt(cells.get(1)),
                cells.get(2),
                cells.get(3).equals("yes")));
  }

  @ParameterizedTest
  @MethodSource("errors")
  void each_error_ends_an_attempt_as_the_page_says(Row row) {
    for (String code : row.codes()) {
      Outcome outcome =
          InvocationOutcomes.thrown(LambdaFunction.existing("billing"), answer(code, row), true);
      assertThat(outcome.status().name().toLowerCase(Locale.ROOT).replace('_', ' '))
          .as(code)
          .isEqualTo(row.outcome());
      assertThat(outcome.isRetryable()).as(code).isEqualTo(row.isTriedAgain());
    }
  }

  @Test
  void every_exception_that_the_sdk_declares_for_an_invocation_is_on_the_page() throws Exception {
    Set<String> named =
        errors()
            .flatMap(row -> row.codes().stream())
            .map(code -> code.toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    assertThat(LambdaClient.class.getMethod("invoke", InvokeRequest.class).getExceptionTypes())
        .filteredOn(type -> type.getPackageName().endsWith(".lambda.model"))
        .filteredOn(type -> type != LambdaException.class)
        .extracting(type -> type.getSimpleName().replaceFirst("Exception$", ""))
        .allSatisfy(name -> assertThat(named).contains(name.toLowerCase(Locale.ROOT)));
  }

  @Test
  void the_policies_are_json_and_allow_operations_that_exist() throws IOException {
    Set<String> operations =
        Stream.of(LambdaClient.class, IamClient.class)
            .flatMap(client -> Arrays.stream(client.getMethods()))
            .map(method -> method.getName().toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    List<String> policies =
        POLICY.matcher(Files.readString(PAGE)).results().map(found -> found.group(1)).toList();
    assertThat(policies).hasSize(4);
    for (String policy : policies) {
      assertThat(JsonScan.isJson(policy.getBytes(StandardCharsets.UTF_8))).as(policy).isTrue();
      assertThat(ACTION.matcher(policy).results().map(found -> found.group(2)))
          .filteredOn(action -> !Set.of("InvokeFunction", "PassRole", "PolicyARN").contains(action))
          .filteredOn(action -> !action.equals("PassedToService"))
          .allSatisfy(action -> assertThat(operations).contains(action.toLowerCase(Locale.ROOT)));
    }
  }

  private static LambdaException answer(String code, Row row) {
    boolean isListed = !code.equals("another code");
    return (LambdaException)
        LambdaException.builder()
            .statusCode(row.status())
            .awsErrorDetails(
                AwsErrorDetails.builder()
                    .errorCode(isListed ? code + "Exception" : "Unheard")
                    .errorMessage("why")
                    .build())
            .build();
  }

  private static Stream<List<String>> rows(String header) throws IOException {
    return Files.readAllLines(PAGE).stream()
        .dropWhile(line -> !line.equals(header))
        .skip(2)
        .takeWhile(line -> line.startsWith("|"))
        .map(line -> Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
        .map(cells -> cells.subList(1, cells.size() - 1));
  }
}
