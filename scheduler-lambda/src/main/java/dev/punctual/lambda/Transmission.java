package dev.punctual.lambda;

import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Notes that an invocation was handed to the HTTP client. The exception alone cannot tell: looking
 * up credentials goes over the network too, and its timeouts look like those of the invocation. And
 * keeps what comes back in bounds: a result of 6 MB is not held a thousand times for the 16,000
 * characters of it that the log keeps.
 */
final class Transmission implements ExecutionInterceptor {
  static final ExecutionAttribute<AtomicBoolean> SENT = new ExecutionAttribute<>("punctual.sent");

  /** Room for the four bytes that a character can have, and for the trace of an error. */
  private static final int MOST_BYTES = 256 * 1024;

  @Override
  public Optional<InputStream> modifyHttpResponseContent(
      Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
    return attributes.getAttribute(SENT) == null
        ? context.responseBody()
        : context.responseBody().map(body -> new FirstBytes(body, MOST_BYTES));
  }

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    AtomicBoolean sent = attributes.getAttribute(SENT);
    if (sent != null) {
      sent.set(true);
    }
  }
}
