package dev.punctual.http;

import dev.punctual.InvalidDefinitionException;
import dev.punctual.internal.text.Quote;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A header of a call, checked; its value may name secrets.
 *
 * @param name its name, as it is sent
 * @param value its value, perhaps with references to secrets
 */
record Header(String name, String value) {
  static final String AUTHORIZATION = "Authorization";
  static final String CONTENT_TYPE = "Content-Type";
  static final String KEY = "Idempotency-Key";

  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_VALUE = 8_000;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
  private static final Pattern VALUE = Pattern.compile("[!-~](?:[ -~]*[!-~])?|");

  /** What the connection needs for itself, and what says how long the message is. */
  private static final Set<String> OF_THE_CLIENT =
      Set.of(
          "connection",
          "content-length",
          "expect",
          "host",
          "http2-settings",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  Header {
    if (!NAME.matcher(name).matches() || name.length() > LONGEST_NAME) {
      throw new InvalidDefinitionException(
          "header name " + Quote.of(name) + " is not 1 to 100 letters, digits and hyphens");
    }
    if (OF_THE_CLIENT.contains(name.toLowerCase(Locale.ROOT))) {
      throw new InvalidDefinitionException(
          "header " + name + " is set by the HTTP client: leave it out");
    }
    if (name.equalsIgnoreCase(KEY)) {
      throw new InvalidDefinitionException(
          "header " + KEY + " carries the key of the execution: leave it out");
    }
    if (value.length() > LONGEST_VALUE || !isSendable(value)) {
      throw new InvalidDefinitionException(
          "the value of header "
              + name
              + " is longer than 8000 characters, begins or ends with a space, or has other than"
              + " printable ASCII characters");
    }
    Template.check("header " + name, value);
    if (name.equalsIgnoreCase(AUTHORIZATION) && Template.names(value).isEmpty()) {
      throw new InvalidDefinitionException(
          "header Authorization names no secret, and credentials are not stored with jobs: write"
              + " Bearer ${secret:NAME}, and let the SecretResolver of the HttpExecutor know NAME");
    }
  }

  boolean isNamed(String other) {
    return name.equalsIgnoreCase(other);
  }

  /** Whether a value can stand in one line of a request as it is. */
  static boolean isSendable(String value) {
    return VALUE.matcher(value).matches();
  }

  /** The name; never the value. */
  @Override
  public String toString() {
    return name;
  }
}
