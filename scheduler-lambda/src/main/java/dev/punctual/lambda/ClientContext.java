package dev.punctual.lambda;

import dev.punctual.Attempt;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What a function is told about its run, beside the event. All values are text, since the Java
 * runtime reads {@code custom} as a map of strings; none needs escaping, because ids have no
 * quotation marks.
 */
final class ClientContext {
  private ClientContext() {}

  static String of(Attempt<?> attempt) {
    String json =
        """
        {"custom":{"key":"%s","job":"%s","scheduledTime":"%s","attempt":"%d"}}\
        """
            .formatted(attempt.key(), attempt.job(), attempt.scheduledTime(), attempt.number());
    return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
