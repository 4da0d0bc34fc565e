package dev.punctual;

import dev.punctual.internal.text.Alphabet;
import dev.punctual.internal.text.Quote;
import java.nio.charset.StandardCharsets;

/**
 * What a job runs: the name of an executor, an address inside it, and the type of the payload. A
 * target is a descriptor: declared once as a constant, it is used by the code that schedules and by
 * the code that handles. Only executor and address are stored.
 *
 * @param <T> the type of the payload
 * @param executor the name the executor is registered under; {@value #HANDLERS} for handlers
 * @param address the handler's name, a function, a URL: what the executor makes of it
 * @param type the type of the payload; {@link Payload} for bytes or JSON text as they are
 */
public record Target<T>(String executor, String address, Class<T> type) {
  /** The name of the built-in executor that runs handlers in this process. */
  public static final String HANDLERS = "handler";

  private static final Alphabet EXECUTOR = new Alphabet("az", "09", "--");
  private static final int LONGEST_ADDRESS = 2_000;

  /**
   * Checks the names.
   *
   * @throws InvalidDefinitionException if the executor's name is not 1 to 50 characters of {@code
   *     a-z 0-9 -}, or the address is blank, longer than 2,000 characters or has control characters
   */
  public Target {
    if (!EXECUTOR.spells(executor, 1, 50) || !Character.isLetter(executor.charAt(0))) {
      throw new InvalidDefinitionException(
          "executor name " + Quote.of(executor) + " is not 1 to 50 characters of a-z 0-9 -");
    }
    if (address.isBlank()
        || address.length() > LONGEST_ADDRESS
        || !StandardCharsets.UTF_8.newEncoder().canEncode(address)
        || hasControlCharacter(address)) {
      throw new InvalidDefinitionException(
          "address "
              + Quote.of(address)
              + " is blank, longer than 2000 characters or has control characters");
    }
  }

  private static boolean hasControlCharacter(String text) {
    boolean found = false;
    for (int i = 0; i < text.length(); i++) {
      found |= Character.isISOControl(text.charAt(i));
    }
    return found;
  }

  /**
   * A handler in this process.
   *
   * @param <T> the type of the payload
   * @param name the handler's name
   * @param type the type of the payload
   * @return the target
   */
  public static <T> Target<T> handler(String name, Class<T> type) {
    return new Target<>(HANDLERS, name, type);
  }

  /**
   * A handler in this process that takes the payload as it is, or none.
   *
   * @param name the handler's name
   * @return the target
   */
  public static Target<Payload> handler(String name) {
    return new Target<>(HANDLERS, name, Payload.class);
  }

  /**
   * An address in a registered executor, with the payload as it is.
   *
   * @param executor the executor's name
   * @param address the address
   * @return the target
   */
  public static Target<Payload> of(String executor, String address) {
    return new Target<>(executor, address, Payload.class);
  }

  /**
   * An address in a registered executor, with a typed payload.
   *
   * @param <T> the type of the payload
   * @param executor the executor's name
   * @param address the address
   * @param type the type of the payload
   * @return the target
   */
  public static <T> Target<T> of(String executor, String address, Class<T> type) {
    return new Target<>(executor, address, type);
  }

  /** Executor and address, the text form. */
  @Override
  public String toString() {
    return executor + ' ' + address;
  }
}
