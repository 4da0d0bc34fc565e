package dev.punctual.lambda;

import dev.punctual.InvalidDefinitionException;
import dev.punctual.internal.text.Quote;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.IamClientBuilder;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.LambdaClientBuilder;

/**
 * Configures a {@link LambdaExecutor}. Everything is checked by {@link #build()}, which reports all
 * faults together. Not for use by several threads.
 *
 * <p>The credentials need {@code lambda:InvokeFunction}; for functions to deploy also {@code
 * lambda:GetFunction}, {@code ListTags}, {@code TagResource}, {@code CreateFunction}, {@code
 * UpdateFunctionCode} and {@code UpdateFunctionConfiguration}, and {@code iam:PassRole} on their
 * role; the guide's page on Lambda has the policies, also for aliases, deletion, durable executions
 * and {@link #createRole}.
 */
public final class LambdaExecutorBuilder {
  private static final String ROLE_VARIABLE = "AWS_LAMBDA_ROLE_ARN";
  private static final String NO_ROLE =
      "no role for the functions to run with: call role(arn), set "
          + ROLE_VARIABLE
          + ", or let Punctual create one by createRole(name)";
  private static final String NO_REGION = "Unable to load region";
  private static final Pattern ROLE = Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:role/\\S+");
  private static final Pattern ROLE_NAME = Pattern.compile("[A-Za-z0-9_+=,.@-]{1,64}");

  private final Function<String, @Nullable String> environment;
  private final Pause pause;
  private final List<LambdaFunction> functions = new ArrayList<>();
  private @Nullable String givenRole;
  private @Nullable String roleToCreate;
  private Consumer<LambdaClientBuilder> lambdaHook = client -> {};
  private Consumer<IamClientBuilder> iamHook = client -> {};

  LambdaExecutorBuilder(Function<String, @Nullable String> environment, Pause pause) {
    this.environment = environment;
    this.pause = pause;
  }

  /**
   * Names the role that deployed functions run with, which must trust Lambda to assume it.
   *
   * @param arn the role; null or blank for the environment variable {@code AWS_LAMBDA_ROLE_ARN}
   * @return this
   */
  public LambdaExecutorBuilder role(@Nullable String arn) {
    givenRole = arn;
    return this;
  }

  /**
   * Creates a role, where none is given and none of this name exists, that may write the function's
   * logs, and the state of durable executions where a function has them, and nothing else. Without
   * this call nothing is ever done in IAM.
   *
   * @param name the role's name, 1 to 64 characters
   * @return this
   */
  public LambdaExecutorBuilder createRole(String name) {
    roleToCreate = name;
    return this;
  }

  /**
   * Registers a function. Those that exist already need not be registered.
   *
   * @param function the function
   * @return this
   */
  public LambdaExecutorBuilder function(LambdaFunction function) {
    functions.add(function);
    return this;
  }

  /**
   * Configures the Lambda client: region, credentials, endpoint, proxy. Retries of the SDK stay off
   * whatever is set here. An HTTP client set here, by {@code httpClientBuilder}, must wait for
   * answers longer than its functions run, and have as many connections as there are runs at once.
   *
   * @param hook called once, by {@link #build()}
   * @return this
   */
  public LambdaExecutorBuilder client(Consumer<LambdaClientBuilder> hook) {
    lambdaHook = lambdaHook.andThen(hook);
    return this;
  }

  /**
   * Configures the IAM client, which is made only for {@link #createRole}. Its region is that of
   * the Lambda client, for the partition's sake.
   *
   * @param hook called once, by {@link #build()}
   * @return this
   */
  public LambdaExecutorBuilder iam(Consumer<IamClientBuilder> hook) {
    iamHook = iamHook.andThen(hook);
    return this;
  }

  /**
   * Builds the executor. Nothing is sent to Lambda or IAM yet; where no region is set, the SDK may
   * ask the machine's metadata service for it.
   *
   * @return the executor
   * @throws InvalidDefinitionException if anything is wrong, one fault to a line
   */
  public LambdaExecutor build() {
    List<String> faults = new ArrayList<>();
    Map<String, LambdaFunction> registered = registered(faults);
    String arn = roleArn();
    checkRole(arn, faults);
    LambdaClient client = client(faults);
    if (client == null || !faults.isEmpty()) {
      if (client != null) {
        client.close();
      }
      throw new InvalidDefinitionException(String.join("\n", faults));
    }
    return new LambdaExecutor(registered, client, role(arn, client), pause);
  }

  private Map<String, LambdaFunction> registered(List<String> faults) {
    Map<String, LambdaFunction> byAddress = new LinkedHashMap<>();
    for (LambdaFunction function : functions) {
      faults.addAll(FunctionChecks.faultsOf(function));
      if (byAddress.put(function.registration(), function) != null) {
        faults.add(function + " is registered twice");
      }
    }
    return byAddress;
  }

  private @Nullable String roleArn() {
    String arn = isBlank(givenRole) ? environment.apply(ROLE_VARIABLE) : givenRole;
    return isBlank(arn) ? null : arn;
  }

  private static boolean isBlank(@Nullable String text) {
    return text == null || text.isBlank();
  }

  private void checkRole(@Nullable String arn, List<String> faults) {
    if (arn != null && !ROLE.matcher(arn).matches()) {
      faults.add(
          "role " + Quote.of(arn) + " is not an ARN such as arn:aws:iam::123456789012:role/name");
    }
    if (roleToCreate != null && !ROLE_NAME.matcher(roleToCreate).matches()) {
      faults.add(
          "role name "
              + Quote.of(roleToCreate)
              + " is not 1 to 64 characters of A-Z a-z 0-9 _ + = , . @ -");
    }
    boolean needed = functions.stream().anyMatch(function -> !function.isExisting());
    if (needed && arn == null && roleToCreate == null) {
      faults.add(NO_ROLE);
    }
  }

  private @Nullable LambdaClient client(List<String> faults) {
    try {
      return LambdaClients.lambda(lambdaHook);
    } catch (SdkClientException | IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      faults.add(
          message.startsWith(NO_REGION)
              ? "no region: set AWS_REGION, the system property aws.region or a region in the AWS"
                  + " profile, or call client(c -> c.region(…))"
              : "the Lambda client cannot be built: " + message);
      return null;
    }
  }

  private ExecutionRole role(@Nullable String arn, LambdaClient lambda) {
    if (arn != null) {
      return () -> arn;
    }
    if (roleToCreate == null) {
      return () -> {
        throw new InvalidDefinitionException(NO_ROLE);
      };
    }
    Region region = lambda.serviceClientConfiguration().region();
    IamClient client = LambdaClients.iam(region, iamHook);
    boolean isDurable = functions.stream().anyMatch(function -> function.options().isDurable());
    return new CreatedRole(client, roleToCreate, PartitionMetadata.of(region).id(), isDurable);
  }
}
