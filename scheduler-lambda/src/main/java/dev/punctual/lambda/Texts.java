package dev.punctual.lambda;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;

/** What is kept of the texts that AWS answers with. */
final class Texts {
  /** What the scheduler keeps of a result or an error. */
  private static final int LONGEST = 16_000;

  private static final int MOST_BYTES_PER_CHARACTER = 4;

  private Texts() {}

  /** The beginning of UTF-8 text, without decoding what is not kept. */
  static String beginning(@Nullable SdkBytes utf8) {
    if (utf8 == null) {
      return "";
    }
    byte[] bytes = utf8.asByteArrayUnsafe();
    int length = Math.min(bytes.length, LONGEST * MOST_BYTES_PER_CHARACTER);
    return beginning(new String(bytes, 0, length, StandardCharsets.UTF_8));
  }

  /** The beginning of text. */
  static String beginning(@Nullable String text) {
    String whole = text == null ? "" : text;
    return whole.length() > LONGEST ? whole.substring(0, LONGEST) : whole;
  }

  /** The log tail of an answer; empty if there is none, or none that can be read. */
  static String logTail(@Nullable String base64) {
    try {
      return base64 == null
          ? ""
          : new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
