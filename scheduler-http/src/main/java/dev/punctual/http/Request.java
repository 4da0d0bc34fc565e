package dev.punctual.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One request as it goes over the wire, secrets included: nothing of it but {@link #toString()} is
 * ever shown.
 */
final class Request {
  private static final String AGENT = "User-Agent";
  private static final byte[] NO_BODY = new byte[0];

  private final URI uri;
  private final String method;
  private final Map<String, String> headers;
  private final byte[] body;

  private Request(URI uri, String method, Map<String, String> headers, byte[] body) {
    this.uri = uri;
    this.method = method;
    this.headers = headers;
    this.body = body;
  }

  /**
   * The first request of an attempt.
   *
   * @param call what is sent
   * @param secrets those it names
   * @param key the key of the execution
   * @throws SecretException if one of the secrets cannot stand where it is named
   */
  static Request of(HttpCall call, Secrets secrets, String key) throws SecretException {
    var message = call.message();
    var headers = new LinkedHashMap<String, String>();
    headers.put(Header.KEY, key);
    if (message.headers().stream().noneMatch(header -> header.isNamed(AGENT))) {
      headers.put(AGENT, "Punctual");
    }
    for (var header : message.headers()) {
      headers.put(header.name(), secrets.inHeader(header.value()));
    }
    if (message.basic() != null) {
      headers.put(Header.AUTHORIZATION, secrets.inBasic(message.basic()));
    }
    var body = message.body();
    byte[] bytes =
        body.isText()
            ? secrets.inBody(body.asText(), message.isJson()).getBytes(StandardCharsets.UTF_8)
            : body.bytes();
    return new Request(call.parsedUrl().uri(secrets::value), message.method(), headers, bytes);
  }

  /** The same at another place. */
  Request at(URI other) {
    return new Request(other, method, headers, body);
  }

  /** A GET at another place, without the body and what was said of it. */
  Request asGetAt(URI other) {
    var kept = new LinkedHashMap<>(headers);
    kept.keySet().removeIf(name -> name.equalsIgnoreCase(Header.CONTENT_TYPE));
    return new Request(other, "GET", kept, NO_BODY);
  }

  URI uri() {
    return uri;
  }

  String method() {
    return method;
  }

  Map<String, String> headers() {
    return headers;
  }

  byte[] body() {
    return body;
  }

  /** Method, scheme, host and path. */
  @Override
  public String toString() {
    return method + ' ' + HttpUrl.shown(uri);
  }
}
