package dev.punctual.lambda;

import dev.punctual.InvalidDefinitionException;
import dev.punctual.Payload;

/** Refuses, when a job is scheduled, an event that Lambda would refuse at every attempt. */
final class EventChecks {
  private static final int LARGEST_SYNCHRONOUS = 6 * 1024 * 1024;
  private static final int LARGEST_ASYNCHRONOUS = 1024 * 1024;

  private EventChecks() {}

  static void check(Payload payload, InvocationOptions options) {
    boolean isQueued = options.mode() == InvocationMode.ASYNCHRONOUS;
    int largest = isQueued ? LARGEST_ASYNCHRONOUS : LARGEST_SYNCHRONOUS;
    int added = options.hasKeyInEvent() ? EventJson.LARGEST_ADDITION : 0;
    if (payload.size() + added > largest) {
      throw new InvalidDefinitionException(
          "the payload has "
              + payload.size()
              + " bytes, and Lambda takes "
              + (isQueued ? "asynchronous events of up to 1 MB" : "events of up to 6 MB")
              + (added == 0 ? "" : ", the key in it included")
              + ": store the data elsewhere and pass a reference to it");
    }
    if (!payload.isNone() && !JsonScan.isJson(payload.toBytes())) {
      throw new InvalidDefinitionException(
          "the payload is not JSON, and Lambda events are: use Payload.json(…),"
              + " with text in quotation marks, or a JSON codec");
    }
    if (!payload.isNone() && options.hasKeyInEvent()) {
      checkObject(payload.asText());
    }
  }

  private static void checkObject(String json) {
    boolean isFree =
        JsonScan.membersOf(json).map(names -> !names.contains(EventJson.MEMBER)).orElse(false);
    if (!isFree) {
      throw new InvalidDefinitionException(
          "the payload is not a JSON object without a member named punctual, and withKeyInEvent()"
              + " adds that member: put the payload into an object, or rename its member");
    }
  }
}
