package dev.punctual.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Addresses that share their first bits.
 *
 * <p>The text form is an address, or an address, a slash and the number of bits.
 */
final class AddressRange {
  private static final Pattern LITERAL =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F]*:[0-9a-fA-F:.]*");

  private final byte[] address;
  private final int bits;

  private AddressRange(byte[] address, int bits) {
    this.address = address;
    this.bits = bits;
  }

  /** Reads the text form; empty if it has another. */
  static Optional<AddressRange> parse(String text) {
    var parts = text.split("/", 2);
    var address = literal(parts[0]).map(InetAddress::getAddress);
    if (address.isEmpty()) {
      return Optional.empty();
    }
    int most = address.get().length * Byte.SIZE;
    if (parts.length == 1) {
      return Optional.of(new AddressRange(address.get(), most));
    }
    return Optional.of(parts[1])
        .filter(number -> number.matches("\\d{1,3}"))
        .map(Integer::parseInt)
        .filter(number -> number <= most)
        .map(number -> new AddressRange(address.get(), number));
  }

  /** The address that a text is, without asking anybody; empty if it is a name. */
  static Optional<InetAddress> literal(String text) {
    if (!LITERAL.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  boolean contains(byte[] other) {
    if (other.length != address.length) {
      return false;
    }
    int whole = bits / Byte.SIZE;
    if (!Arrays.equals(address, 0, whole, other, 0, whole)) {
      return false;
    }
    int rest = bits % Byte.SIZE;
    return rest == 0 || ((address[whole] ^ other[whole]) & 0xff) >>> (Byte.SIZE - rest) == 0;
  }
}
