package dev.punctual;

/**
 * Turns typed payloads into bytes and back. One codec serves a whole scheduler; it is called by
 * several threads at once. With any JSON library it is one line:
 *
 * <pre>{@code PayloadCodec.json(json::writeValueAsString, json::readValue)}</pre>
 *
 * Values of type {@link Payload}, {@link String}, {@code byte[]} and {@link Void} never reach the
 * codec. Whatever a codec throws becomes an {@link InvalidDefinitionException}: with it as the
 * cause when a job is scheduled; and when one runs, in a failed attempt, without its message, since
 * parsers quote in it what they could not read; but an {@link InvalidDefinitionException} of the
 * codec's own is passed on as it is.
 */
public interface PayloadCodec {
  /**
   * Encodes a value at scheduling time, in the caller's thread.
   *
   * @param value the value, never null
   * @return its payload
   * @throws Exception if the value cannot be encoded
   */
  Payload encode(Object value) throws Exception;

  /**
   * Decodes a payload for an attempt.
   *
   * @param <T> the type of the target
   * @param payload what {@link #encode} made, perhaps by an older version of the application
   * @param type the type of the target
   * @return the value
   * @throws Exception if the payload cannot be decoded
   */
  <T> T decode(Payload payload, Class<T> type) throws Exception;

  /** Writes a value as JSON text. */
  @FunctionalInterface
  interface JsonWriter {
    /**
     * Writes a value.
     *
     * @param value the value
     * @return JSON text
     * @throws Exception if it cannot be written
     */
    String write(Object value) throws Exception;
  }

  /** Reads a value from JSON text; to be given as a method reference. */
  @FunctionalInterface
  interface JsonReader {
    /**
     * Reads a value.
     *
     * @param <T> the wanted type
     * @param json JSON text
     * @param type the wanted type
     * @return the value
     * @throws Exception if it cannot be read
     */
    <T> T read(String json, Class<T> type) throws Exception;
  }

  /**
   * A codec on top of any JSON library.
   *
   * @param writer such as {@code mapper::writeValueAsString}
   * @param reader such as {@code mapper::readValue}
   * @return the codec
   */
  static PayloadCodec json(JsonWriter writer, JsonReader reader) {
    return new PayloadCodec() {
      @Override
      public Payload encode(Object value) throws Exception {
        return Payload.json(writer.write(value));
      }

      @Override
      public <T> T decode(Payload payload, Class<T> type) throws Exception {
        return reader.read(payload.asText(), type);
      }
    };
  }
}
