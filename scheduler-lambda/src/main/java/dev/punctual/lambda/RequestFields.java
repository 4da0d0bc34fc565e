package dev.punctual.lambda;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** Requests of the SDK, field by field, so that whatever a hook sets is seen. */
final class RequestFields {
  private RequestFields() {}

  /** Sets the fields of one request in another that has fields of the same names. */
  static void copy(SdkPojo from, SdkPojo toBuilder) {
    Map<String, SdkField<?>> targets =
        toBuilder.sdkFields().stream()
            .collect(Collectors.toMap(SdkField::memberName, field -> field));
    for (SdkField<?> field : from.sdkFields()) {
      SdkField<?> target = targets.get(field.memberName());
      Object value = field.getValueOrDefault(from);
      if (target != null && isSet(value)) {
        target.set(toBuilder, value);
      }
    }
  }

  /** A text that differs if, and only if, a field differs; empty if none is set. Not for logs. */
  static String text(SdkPojo request, Set<String> without) {
    return request.sdkFields().stream()
        .filter(field -> !without.contains(field.memberName()))
        .filter(field -> isSet(field.getValueOrDefault(request)))
        .sorted(Comparator.comparing(SdkField::memberName))
        .map(field -> field.memberName() + '=' + text(field.getValueOrDefault(request)))
        .collect(Collectors.joining(";"));
  }

  private static boolean isSet(@Nullable Object value) {
    return switch (value) {
      case null -> false;
      case Collection<?> items -> !items.isEmpty();
      case Map<?, ?> entries -> !entries.isEmpty();
      default -> true;
    };
  }

  private static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case SdkPojo nested -> '{' + text(nested, Set.of()) + '}';
      case Collection<?> items ->
          items.stream().map(RequestFields::text).collect(Collectors.joining(",", "[", "]"));
      case Map<?, ?> entries -> entries(entries);
      case SdkBytes bytes -> Digests.base64(bytes.asByteArrayUnsafe());
      default -> quoted(String.valueOf(value));
    };
  }

  private static String entries(Map<?, ?> entries) {
    var sorted = new TreeMap<String, String>();
    entries.forEach((key, value) -> sorted.put(text(key), text(value)));
    return sorted.toString();
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
