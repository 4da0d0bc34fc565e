package dev.punctual.internal.loop;

import dev.punctual.InvalidDefinitionException;
import dev.punctual.JobId;
import dev.punctual.Payload;
import dev.punctual.PayloadCodec;

/** Between typed values and payloads; what needs no codec never reaches it. */
public final class Payloads {
  private static final int LARGEST = 16_000_000;

  private Payloads() {}

  /** The codec of a scheduler that was given none. */
  public static final PayloadCodec NO_CODEC =
      new PayloadCodec() {
        @Override
        public Payload encode(Object value) {
          throw missing(value.getClass());
        }

        @Override
        public <T> T decode(Payload payload, Class<T> type) {
          throw missing(type);
        }

        private InvalidDefinitionException missing(Class<?> type) {
          return new InvalidDefinitionException(
              "no codec for payloads of type "
                  + type.getName()
                  + "; give the builder one, such as"
                  + " payloads(PayloadCodec.json(mapper::writeValueAsString, mapper::readValue))");
        }
      };

  /**
   * Encodes a value.
   *
   * @param job the job it belongs to, for messages
   * @param value a payload, string, bytes, or anything the codec takes
   * @param codec the codec
   * @return the payload
   * @throws InvalidDefinitionException if it cannot be encoded, or is larger than 16 MB
   */
  public static Payload encode(JobId job, Object value, PayloadCodec codec) {
    var payload = encodeAny(job, value, codec);
    if (payload.size() > LARGEST) {
      throw new InvalidDefinitionException(
          "job "
              + job
              + ": the payload has "
              + payload.size()
              + " bytes, more than "
              + LARGEST
              + "; keep the data elsewhere and its name in the payload");
    }
    return payload;
  }

  private static Payload encodeAny(JobId job, Object value, PayloadCodec codec) {
    try {
      return switch (value) {
        case Payload payload -> payload;
        case String text -> Payload.text(text);
        case byte[] bytes -> Payload.bytes(bytes);
        default -> codec.encode(value);
      };
    } catch (InvalidDefinitionException e) {
      throw e;
    } catch (Exception e) {
      throw new InvalidDefinitionException(
          "job "
              + job
              + ": the payload of type "
              + value.getClass().getName()
              + " cannot be encoded ("
              + e.getClass().getName()
              + ")",
          e);
    }
  }

  /**
   * Decodes a payload.
   *
   * @param <T> the wanted type
   * @param payload the payload
   * @param type the wanted type
   * @param codec the codec
   * @return the value
   * @throws InvalidDefinitionException if the codec fails; without the codec's words, since parsers
   *     quote what they could not read, and payloads are never logged
   */
  public static <T> T decode(Payload payload, Class<T> type, PayloadCodec codec)
      throws InterruptedException {
    Object value;
    if (type == Payload.class) {
      value = payload;
    } else if (type == String.class) {
      value = payload.asText();
    } else if (type == byte[].class) {
      value = payload.toBytes();
    } else {
      return decodeWith(codec, payload, type);
    }
    return type.cast(value);
  }

  private static <T> T decodeWith(PayloadCodec codec, Payload payload, Class<T> type)
      throws InterruptedException {
    try {
      return codec.decode(payload, type);
    } catch (InterruptedException | InvalidDefinitionException e) {
      throw e;
    } catch (Exception e) {
      var error =
          new InvalidDefinitionException(
              "the payload cannot be decoded as "
                  + type.getName()
                  + " ("
                  + e.getClass().getName()
                  + ")");
      error.setStackTrace(e.getStackTrace());
      throw error;
    }
  }
}
