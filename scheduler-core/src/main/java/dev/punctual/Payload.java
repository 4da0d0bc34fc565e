package dev.punctual;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The data handed to every attempt of a job; opaque to the scheduler. Immutable. Its content never
 * appears in logs, exceptions or {@link #toString()}.
 */
public final class Payload {
  private static final Payload NONE = new Payload(Format.NONE, new byte[0]);

  /** What the bytes of a payload are. */
  public enum Format {
    /** No payload at all. */
    NONE,
    /** JSON text in UTF-8. */
    JSON,
    /** Plain text in UTF-8. */
    TEXT,
    /** Bytes with a meaning of the application's own. */
    BYTES
  }

  private final Format format;
  private final byte[] bytes;

  private Payload(Format format, byte[] bytes) {
    this.format = format;
    this.bytes = bytes;
  }

  /**
   * No payload.
   *
   * @return the empty payload
   */
  public static Payload none() {
    return NONE;
  }

  /**
   * A payload of JSON text, which is not parsed here.
   *
   * @param json the text
   * @return the payload
   * @throws InvalidDefinitionException if it has half of a surrogate pair, which UTF-8 cannot hold
   */
  public static Payload json(String json) {
    return new Payload(Format.JSON, utf8(json));
  }

  /**
   * A payload of plain text.
   *
   * @param text the text
   * @return the payload
   * @throws InvalidDefinitionException if it has half of a surrogate pair, which UTF-8 cannot hold
   */
  public static Payload text(String text) {
    return new Payload(Format.TEXT, utf8(text));
  }

  private static byte[] utf8(String text) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new InvalidDefinitionException("the text of a payload has half of a surrogate pair");
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * A payload of bytes, which are copied.
   *
   * @param bytes the bytes
   * @return the payload
   */
  public static Payload bytes(byte[] bytes) {
    return new Payload(Format.BYTES, bytes.clone());
  }

  /**
   * A payload as a store kept it.
   *
   * @param format what the bytes are
   * @param bytes the bytes, copied; empty for {@link Format#NONE}
   * @return the payload
   * @throws IllegalArgumentException if there are bytes in a payload of format none
   */
  public static Payload of(Format format, byte[] bytes) {
    if (format == Format.NONE) {
      if (bytes.length > 0) {
        throw new IllegalArgumentException("a payload of format NONE has no bytes");
      }
      return NONE;
    }
    return new Payload(format, bytes.clone());
  }

  /**
   * What the bytes are.
   *
   * @return the format
   */
  public Format format() {
    return format;
  }

  /**
   * Whether there is no payload.
   *
   * @return true for {@link #none()}
   */
  public boolean isNone() {
    return format == Format.NONE;
  }

  /**
   * The size in bytes.
   *
   * @return zero or more
   */
  public int size() {
    return bytes.length;
  }

  /**
   * The bytes.
   *
   * @return a copy
   */
  public byte[] toBytes() {
    return bytes.clone();
  }

  /**
   * The bytes read as UTF-8 text.
   *
   * @return the text; empty for no payload
   */
  public String asText() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Payload that
        && format == that.format
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * format.hashCode() + Arrays.hashCode(bytes);
  }

  /** Format and size only, never the content. */
  @Override
  public String toString() {
    return "Payload[" + format + ", " + bytes.length + " bytes]";
  }
}
