package dev.punctual.examples.service;

import dev.punctual.lambda.LambdaExecutor;
import dev.punctual.lambda.LambdaFunction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.stereotype.Component;

/**
 * Makes Lambda functions of source text, zipped in memory. A function is named after its job and a
 * digest of its source, so that no request ever changes the code of another one's job, and
 * repeating a request changes nothing. From then on it is a function that exists: a job that names
 * it runs after a restart without anything to be registered.
 */
@Component
final class NodeFunctions {
  private static final String RUNTIME = "nodejs22.x";
  private static final String FILE = "index.mjs";
  private static final int DIGEST_BYTES = 6;

  private final LambdaExecutor lambda;

  NodeFunctions(LambdaExecutor lambda) {
    this.lambda = lambda;
  }

  LambdaFunction deploy(String job, String source) throws InterruptedException {
    String name = "punctual-" + job + '-' + digest(source);
    lambda.deploy(LambdaFunction.named(name).withSource(RUNTIME, FILE, source));
    return LambdaFunction.existing(name);
  }

  private static String digest(String source) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(source.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
