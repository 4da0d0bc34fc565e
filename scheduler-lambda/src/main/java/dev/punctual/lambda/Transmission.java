package dev.punctual.lambda;

import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Notes that a request was handed to the HTTP client. The exception alone cannot tell: looking up
 * credentials goes over the network too, and its timeouts look like those of the invocation.
 */
final class Transmission implements ExecutionInterceptor {
  static final ExecutionAttribute<AtomicBoolean> SENT = new ExecutionAttribute<>("punctual.sent");

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    AtomicBoolean sent = attributes.getAttribute(SENT);
    if (sent != null) {
      sent.set(true);
    }
  }
}
