package dev.punctual.http;

import dev.punctual.InvalidDefinitionException;
import dev.punctual.internal.text.Quote;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * A URL of a call, checked; its query may name secrets. Nothing but {@link #text()} ever shows the
 * query.
 *
 * @param text the URL as it was given
 */
record HttpUrl(String text) {
  private static final int LONGEST = 1_900;
  private static final int HIGHEST_PORT = 65_535;
  private static final Pattern NUMBER_AT_THE_END =
      Pattern.compile("(^|\\.)(\\d+|0[xX][0-9a-fA-F]*)\\.?$");
  private static final Pattern IPV4 =
      Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(?!$)|$)){4}");

  HttpUrl {
    if (text.length() > LONGEST) {
      throw new InvalidDefinitionException("the URL is longer than 1900 characters");
    }
    check(text);
  }

  private static void check(String text) {
    Template.check("the URL", text);
    int query = text.indexOf('?');
    String front = query < 0 ? text : text.substring(0, query);
    if (!Template.names(front).isEmpty()) {
      throw new InvalidDefinitionException(
          "the URL names a secret before its query: only the query, a header or the body may");
    }
    URI uri = uri(text, name -> "s");
    String scheme = uri.getScheme();
    if (!"http".equalsIgnoreCase(scheme) && !"https".equalsIgnoreCase(scheme)) {
      throw new InvalidDefinitionException(
          "URL " + Quote.of(front(front)) + " does not begin with https:// or http://");
    }
    if (uri.getRawUserInfo() != null || hasUserInfo(uri)) {
      throw new InvalidDefinitionException(
          "the URL has a user name or password, which would be stored and logged with it:"
              + " use withBasic(user, \"${secret:NAME}\")");
    }
    if (uri.getHost() == null
        || isOddAddress(uri.getHost())
        || uri.getPort() == 0
        || uri.getPort() > HIGHEST_PORT) {
      throw new InvalidDefinitionException(
          "URL "
              + Quote.of(front(front))
              + " has no host of letters, digits, hyphens and dots, or a port that is none");
    }
    if (uri.getRawFragment() != null) {
      throw new InvalidDefinitionException(
          "the URL has a fragment, which is never sent: leave out what begins with #");
    }
  }

  /** Numbers that some resolvers take for an IPv4 address, in another form than the usual one. */
  private static boolean isOddAddress(String host) {
    return NUMBER_AT_THE_END.matcher(host).find() && !IPV4.matcher(host).matches();
  }

  private static boolean hasUserInfo(URI uri) {
    return uri.getRawAuthority() != null && uri.getRawAuthority().indexOf('@') >= 0;
  }

  /** What may be shown of text that is no URL: nothing that could be a password. */
  private static String front(String text) {
    int at = text.lastIndexOf('@');
    return at < 0 ? text : "…" + text.substring(at);
  }

  private static URI uri(String text, UnaryOperator<String> valueOfName) {
    String filled = Template.fill(text, valueOfName);
    if (!filled.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new InvalidDefinitionException(
          "the URL has blanks or other than ASCII characters: percent-encode them, and write the"
              + " host in its ASCII form");
    }
    try {
      return new URI(filled);
    } catch (URISyntaxException e) {
      throw new InvalidDefinitionException(
          "the URL is none at character " + e.getIndex() + ": " + e.getReason());
    }
  }

  /** The URL that is called. */
  URI uri(UnaryOperator<String> secrets) {
    return uri(text, name -> encoded(secrets.apply(name)));
  }

  /** Text as it stands in a query. */
  static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** The host in lower case; an IPv6 address in brackets. */
  String host() {
    return uri(text, name -> "s").getHost().toLowerCase(Locale.ROOT);
  }

  /** Scheme, host, port and path: what may be shown. */
  String shown() {
    URI uri = uri(text, name -> "s");
    return shown(uri);
  }

  static String shown(URI uri) {
    String path = uri.getRawPath();
    return uri.getScheme()
        + "://"
        + uri.getRawAuthority()
        + (path == null || path.isEmpty() ? "/" : path);
  }

  /** Scheme, host, port and path; never the query. */
  @Override
  public String toString() {
    return shown();
  }
}
