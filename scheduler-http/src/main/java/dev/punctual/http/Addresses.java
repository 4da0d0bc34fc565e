package dev.punctual.http;

import dev.punctual.InvalidDefinitionException;
import dev.punctual.Payload;
import java.util.regex.Pattern;

/**
 * Reads a call from what a job has: an address and a payload.
 *
 * <p>An address that is a URL takes the text form of a call as payload, or none for a GET. An
 * address that begins with a method takes the payload as the body, as it is: it is data, in which
 * nothing is a secret.
 */
final class Addresses {
  private static final Pattern WITH_METHOD = Pattern.compile("([A-Z]{1,20}) (\\S.*)");

  private Addresses() {}

  static boolean hasMethod(String address) {
    return WITH_METHOD.matcher(address).matches();
  }

  /**
   * The call.
   *
   * @throws InvalidDefinitionException if it can never work
   */
  static HttpCall call(String address, Payload payload) {
    var matcher = WITH_METHOD.matcher(address);
    if (matcher.matches()) {
      return plain(matcher.group(1), matcher.group(2), payload);
    }
    if (payload.isNone()) {
      return HttpCall.get(address);
    }
    if (payload.format() != Payload.Format.TEXT) {
      throw new InvalidDefinitionException(
          "the payload of a job whose address is a URL is an HttpCall as text: use HttpCall.job(…),"
              + " or write the method before the URL to send the payload as it is");
    }
    return HttpCall.parse(address, payload.asText());
  }

  private static HttpCall plain(String method, String url, Payload payload) {
    var call = HttpCall.of(method, url);
    return switch (payload.format()) {
      case NONE -> call;
      case JSON -> call.withBytes("application/json", payload.toBytes());
      case TEXT -> call.withBytes("text/plain; charset=utf-8", payload.toBytes());
      case BYTES -> call.withBytes("application/octet-stream", payload.toBytes());
    };
  }
}
