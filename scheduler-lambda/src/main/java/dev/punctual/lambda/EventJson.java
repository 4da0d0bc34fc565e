package dev.punctual.lambda;

import dev.punctual.Attempt;
import dev.punctual.Payload;
import software.amazon.awssdk.core.SdkBytes;

/** The event of an attempt: its payload, with the key in it where that is asked for. */
final class EventJson {
  /** The member that is merged into the event. */
  static final String MEMBER = "punctual";

  /** At least the bytes that are added to a payload: a job's id has 200 characters at most. */
  static final int LARGEST_ADDITION = 512;

  private static final SdkBytes EMPTY = SdkBytes.fromUtf8String("{}");

  private EventJson() {}

  static SdkBytes of(Attempt<Payload> attempt, InvocationOptions options) {
    Payload payload = attempt.payload();
    if (options.hasKeyInEvent()) {
      return SdkBytes.fromUtf8String(merged(payload.isNone() ? "{}" : payload.asText(), attempt));
    }
    return payload.isNone() ? EMPTY : SdkBytes.fromByteArrayUnsafe(payload.toBytes());
  }

  /**
   * The same at each attempt, since AWS takes a durable execution for the same only if its event
   * is.
   */
  private static String merged(String object, Attempt<Payload> attempt) {
    int open = object.indexOf('{');
    String rest = object.substring(open + 1);
    return """
    {"%s":{"key":"%s","job":"%s","scheduledTime":"%s"}%s\
    """
        .formatted(
            MEMBER,
            attempt.key(),
            attempt.job(),
            attempt.scheduledTime(),
            (rest.stripLeading().startsWith("}") ? "" : ",") + rest);
  }
}
