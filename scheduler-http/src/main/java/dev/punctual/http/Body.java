package dev.punctual.http;

import dev.punctual.InvalidDefinitionException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The body of a call: text in UTF-8, which may name secrets, or bytes. */
final class Body {
  static final Body NONE = new Body(true, new byte[0]);

  private static final int LARGEST = 8_000_000;

  private final boolean isText;
  private final byte[] bytes;

  private Body(boolean isText, byte[] bytes) {
    if (bytes.length > LARGEST) {
      throw new InvalidDefinitionException(
          "the body has "
              + bytes.length
              + " bytes, more than 8 MB: store the data elsewhere and send a reference to it");
    }
    this.isText = isText;
    this.bytes = bytes;
  }

  static Body text(String text) {
    Template.check("the body", text);
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new InvalidDefinitionException("the body has half of a surrogate pair");
    }
    return text.isEmpty() ? NONE : new Body(true, text.getBytes(StandardCharsets.UTF_8));
  }

  static Body bytes(byte[] bytes) {
    return bytes.length == 0 ? NONE : new Body(false, bytes.clone());
  }

  boolean isText() {
    return isText;
  }

  boolean isEmpty() {
    return bytes.length == 0;
  }

  /** The bytes themselves; nobody changes them. */
  byte[] bytes() {
    return bytes;
  }

  String asText() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Body that && isText == that.isText && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** The size; never the content. */
  @Override
  public String toString() {
    return bytes.length + " bytes";
  }
}
