package dev.punctual.http;

import dev.punctual.internal.text.Quote;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/** What is done about a redirect: a pure function of the request and its answer. */
sealed interface Redirect {
  /** Which statuses are redirects; the other 3xx are answers like any other. */
  Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);

  /** It is followed. */
  record Followed(Request request) implements Redirect {}

  /** It is not followed, and why. */
  record Refused(String reason) implements Redirect {}

  /**
   * Decides.
   *
   * @param request what was sent
   * @param answer a redirect
   */
  static Redirect of(Request request, Answer answer) {
    boolean isRead = Set.of("GET", "HEAD").contains(request.method());
    if ((answer.status() == 301 || answer.status() == 302) && !isRead) {
      return new Refused(
          "for a "
              + request.method()
              + " that is not followed, since it would become a GET: change the URL of the call");
    }
    URI location;
    try {
      location = request.uri().resolve(new URI(answer.header("Location").orElse("")));
    } catch (URISyntaxException e) {
      return new Refused("its location is no URL");
    }
    if (answer.header("Location").isEmpty()) {
      return new Refused("it names no location");
    }
    if (location.getHost() == null || !isSamePlace(request.uri(), location)) {
      return new Refused(
          "it leads to "
              + Quote.of(location.getScheme() + "://" + location.getRawAuthority())
              + ", and redirects are followed only on the same host, scheme and port: change the"
              + " URL of the call");
    }
    URI target = withoutFragment(location);
    return new Followed(
        answer.status() == 303 && !isRead ? request.asGetAt(target) : request.at(target));
  }

  /** The same host, by the same scheme and port, or from http to https at their usual ports. */
  private static boolean isSamePlace(URI from, URI to) {
    if (!from.getHost().equalsIgnoreCase(to.getHost()) || to.getRawUserInfo() != null) {
      return false;
    }
    boolean isUpgrade =
        "http".equalsIgnoreCase(from.getScheme())
            && "https".equalsIgnoreCase(to.getScheme())
            && port(from) == 80
            && port(to) == 443;
    return isUpgrade
        || (from.getScheme().equalsIgnoreCase(to.getScheme()) && port(from) == port(to));
  }

  private static int port(URI uri) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
  }

  private static URI withoutFragment(URI uri) {
    String text = uri.toASCIIString();
    int at = text.indexOf('#');
    return URI.create(at < 0 ? text : text.substring(0, at));
  }
}
