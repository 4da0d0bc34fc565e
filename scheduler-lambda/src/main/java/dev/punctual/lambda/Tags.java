package dev.punctual.lambda;

import java.util.Map;

/** The tags by which Punctual knows what is its own. */
final class Tags {
  /** On all that Punctual looks after. */
  static final String MANAGED = "punctual:managed";

  /** On functions: the digest of what the application's hook sets. */
  static final String CONFIGURATION = "punctual:configuration";

  /** On functions with code in S3: the digest of its name. */
  static final String CODE = "punctual:code";

  private static final String CREATED = "true";
  private static final String ADOPTED = "adopted";

  private Tags() {}

  /** The tag of what Punctual created. */
  static Map<String, String> created() {
    return Map.of(MANAGED, CREATED);
  }

  /** The value for a function that is there already. */
  static String managedAfter(Map<String, String> seen) {
    return seen.getOrDefault(MANAGED, ADOPTED);
  }

  static boolean isManaged(Map<String, String> tags) {
    return tags.containsKey(MANAGED);
  }

  static boolean isCreated(Map<String, String> tags) {
    return CREATED.equals(tags.get(MANAGED));
  }
}
