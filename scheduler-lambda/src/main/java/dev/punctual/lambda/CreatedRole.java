package dev.punctual.lambda;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Tag;

/**
 * A role that is created if it is missing, and may write the function's logs. The policy is
 * attached also to a role that is there, which is no change where it was, and repairs one whose
 * creator crashed in between.
 */
final class CreatedRole implements ExecutionRole {
  private static final Logger LOG = LoggerFactory.getLogger(CreatedRole.class);
  private static final String TRUST =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow",\
      "Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}\
      """;

  private final IamClient client;
  private final String name;
  private final String policy;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable String arn;

  /**
   * A role.
   *
   * @param partition the partition of the region, such as {@code aws} or {@code aws-cn}
   * @param isDurable whether its functions may also keep the state of durable executions
   */
  CreatedRole(IamClient client, String name, String partition, boolean isDurable) {
    this.client = client;
    this.name = name;
    this.policy =
        "arn:"
            + partition
            + ":iam::aws:policy/service-role/"
            + (isDurable
                ? "AWSLambdaBasicDurableExecutionRolePolicy"
                : "AWSLambdaBasicExecutionRole");
  }

  @Override
  public String arn() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      String known = arn;
      if (known == null) {
        known = findOrCreate();
        client.attachRolePolicy(r -> r.roleName(name).policyArn(policy));
        arn = known;
      }
      return known;
    } finally {
      lock.unlock();
    }
  }

  private String findOrCreate() {
    try {
      return find();
    } catch (NoSuchEntityException e) {
      return create();
    }
  }

  private String find() {
    return client.getRole(r -> r.roleName(name)).role().arn();
  }

  private String create() {
    try {
      Tag[] tags =
          Tags.created().entrySet().stream()
              .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
              .toArray(Tag[]::new);
      String created =
          client
              .createRole(r ->
                  r.roleName(name)
                      .assumeRolePolicyDocument(TRUST)
                      .description("Runs functions that Punctual deploys")
                      .tags(tags))
              .role()
              .arn();
      LOG.info("role {} created", created);
      return created;
    } catch (EntityAlreadyExistsException e) {
      return find();
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
