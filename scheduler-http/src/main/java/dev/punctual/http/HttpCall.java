package dev.punctual.http;

import dev.punctual.InvalidDefinitionException;
import dev.punctual.Job;
import dev.punctual.Payload;
import dev.punctual.Target;
import dev.punctual.Trigger;
import java.time.Duration;
import java.util.Objects;
import java.util.SortedSet;

/**
 * What is sent, and which answers are a success: method, URL, headers, body, expected statuses and
 * a timeout. Everything is checked at once, and what can never work is refused.
 *
 * <p>A secret is named, never given: <code>${secret:NAME}</code> may stand in the query of the URL,
 * in the value of a header and in a text body, and is replaced at the attempt by what the {@link
 * SecretResolver} of the {@link HttpExecutor} answers. In the query the value is percent-encoded,
 * in a JSON body it is escaped, elsewhere it is taken as it is. Whoever writes a call says where
 * secrets go: do not build one from text of strangers.
 *
 * <p>Each attempt also sends a header {@code Idempotency-Key} with the key of its execution, which
 * is the same over retries and restarts.
 *
 * <p>The <em>text form</em>, in which a call is stored as the payload of its job, is one line for
 * the method, one for each header, and one for what differs from the defaults; then, after an empty
 * line, the body, in Base64 if it is no text:
 *
 * <pre>
 * POST
 * header Content-Type application/json
 * header Authorization Bearer ${secret:REPORT_TOKEN}
 * expected 200-299, 304
 * timeout 10s
 *
 * {"report":true}
 * </pre>
 *
 * <p>Immutable; every {@code with…} returns a copy.
 */
public final class HttpCall {
  private static final String EXECUTOR = "http";

  private final HttpUrl url;
  private final Message message;

  private HttpCall(HttpUrl url, Message message) {
    this.url = url;
    this.message = message;
  }

  /**
   * A call without headers or body that expects any status from 200 to 299 within 30 seconds.
   *
   * @param method upper-case letters, such as {@code PUT}
   * @param url an http or https URL in ASCII, of at most 1,900 characters, without a user name and
   *     a fragment
   * @return the call
   * @throws InvalidDefinitionException if it can never work
   */
  public static HttpCall of(String method, String url) {
    return new HttpCall(new HttpUrl(url), Message.of(method));
  }

  /**
   * A GET.
   *
   * @param url the URL, as for {@link #of}
   * @return the call
   * @throws InvalidDefinitionException if it can never work
   */
  public static HttpCall get(String url) {
    return of("GET", url);
  }

  /**
   * A POST.
   *
   * @param url the URL, as for {@link #of}
   * @return the call
   * @throws InvalidDefinitionException if it can never work
   */
  public static HttpCall post(String url) {
    return of("POST", url);
  }

  /**
   * A PUT.
   *
   * @param url the URL, as for {@link #of}
   * @return the call
   * @throws InvalidDefinitionException if it can never work
   */
  public static HttpCall put(String url) {
    return of("PUT", url);
  }

  /**
   * A PATCH.
   *
   * @param url the URL, as for {@link #of}
   * @return the call
   * @throws InvalidDefinitionException if it can never work
   */
  public static HttpCall patch(String url) {
    return of("PATCH", url);
  }

  /**
   * A DELETE.
   *
   * @param url the URL, as for {@link #of}
   * @return the call
   * @throws InvalidDefinitionException if it can never work
   */
  public static HttpCall delete(String url) {
    return of("DELETE", url);
  }

  /**
   * A HEAD.
   *
   * @param url the URL, as for {@link #of}
   * @return the call
   * @throws InvalidDefinitionException if it can never work
   */
  public static HttpCall head(String url) {
    return of("HEAD", url);
  }

  /**
   * Reads a call from its parts.
   *
   * @param url the URL
   * @param text the text form; empty for a GET
   * @return the call
   * @throws InvalidDefinitionException if one of them can never work
   */
  public static HttpCall parse(String url, String text) {
    return text.isEmpty() ? get(url) : new HttpCall(new HttpUrl(url), MessageText.parse(text));
  }

  static HttpCall of(HttpUrl url, Message message) {
    return new HttpCall(url, message);
  }

  private HttpCall with(Message other) {
    return new HttpCall(url, other);
  }

  /**
   * With a header, in the place of one of the same name.
   *
   * @param name letters, digits and hyphens; not one that the client sets, such as {@code Host},
   *     and not {@code Idempotency-Key}
   * @param value at most 8,000 printable ASCII characters; for {@code Authorization} it must name a
   *     secret
   * @return a copy
   * @throws InvalidDefinitionException if it can never be sent
   */
  public HttpCall withHeader(String name, String value) {
    return with(message.with(new Header(name, value)));
  }

  /**
   * With a bearer token, in the place of other credentials.
   *
   * @param token a reference to a secret, <code>${secret:NAME}</code>
   * @return a copy
   * @throws InvalidDefinitionException if it names no secret
   */
  public HttpCall withBearer(String token) {
    return withHeader(Header.AUTHORIZATION, "Bearer " + token);
  }

  /**
   * With a user name and a password, in the place of other credentials.
   *
   * @param user printable ASCII characters without a colon
   * @param password a reference to a secret, <code>${secret:NAME}</code>
   * @return a copy
   * @throws InvalidDefinitionException if the user name has other characters, or the password names
   *     no secret
   */
  public HttpCall withBasic(String user, String password) {
    if (user.indexOf(':') >= 0) {
      throw new InvalidDefinitionException("the user name of basic credentials has a colon");
    }
    return with(message.withBasic(user + ':' + password));
  }

  /**
   * With a body of JSON text, which is not parsed here, and its content type.
   *
   * @param json the text
   * @return a copy
   * @throws InvalidDefinitionException if it is too large or has half of a surrogate pair
   */
  public HttpCall withJson(String json) {
    return withBody("application/json", Body.text(json));
  }

  /**
   * With a body of plain text in UTF-8, and its content type.
   *
   * @param text the text
   * @return a copy
   * @throws InvalidDefinitionException if it is too large or has half of a surrogate pair
   */
  public HttpCall withText(String text) {
    return withBody("text/plain; charset=utf-8", Body.text(text));
  }

  /**
   * With a body of bytes, in which no secret can be named, and its content type.
   *
   * @param contentType such as {@code image/png}
   * @param bytes the bytes, at most 8 MB, copied
   * @return a copy
   * @throws InvalidDefinitionException if there are too many
   */
  public HttpCall withBytes(String contentType, byte[] bytes) {
    return withBody(contentType, Body.bytes(bytes));
  }

  private HttpCall withBody(String contentType, Body body) {
    return with(message.with(new Header(Header.CONTENT_TYPE, contentType)).with(body));
  }

  /**
   * With other statuses that are a success. A redirect that is expected is not followed.
   *
   * @param statuses statuses from 200 to 599 and ranges of them, such as {@code 200-299, 304}
   * @return a copy
   * @throws InvalidDefinitionException if it has another form
   */
  public HttpCall withExpected(String statuses) {
    return withExpected(StatusRanges.parse(statuses));
  }

  /**
   * With other statuses that are a success. A redirect that is expected is not followed.
   *
   * @param statuses one or more, from 200 to 599
   * @return a copy
   * @throws InvalidDefinitionException if there are none, too many, or others
   */
  public HttpCall withExpected(int... statuses) {
    return withExpected(StatusRanges.of(statuses));
  }

  private HttpCall withExpected(StatusRanges statuses) {
    return with(message.with(statuses));
  }

  /**
   * With another limit for all of an attempt: looking up secrets and names, connecting, redirects,
   * and reading the answer to its end.
   *
   * @param longest a millisecond to an hour; 30 seconds where not given
   * @return a copy
   * @throws InvalidDefinitionException if it is out of these bounds
   */
  public HttpCall withTimeout(Duration longest) {
    return with(message.with(longest));
  }

  /**
   * What a job runs, in the executor registered as {@code http}: the URL is the address. For an
   * executor under another name, {@link Target#of(String, String)} takes the {@link #url()}.
   *
   * @return the target
   */
  public Target<Payload> target() {
    return Target.of(EXECUTOR, url.text());
  }

  /**
   * The rest of the call, as the payload of its job.
   *
   * @return the text form
   */
  public Payload payload() {
    return Payload.text(MessageText.format(message));
  }

  /**
   * A job that makes this call.
   *
   * @param id as for {@link Job#of(String, Target, Trigger)}
   * @param trigger when
   * @return the job, with default policies
   * @throws InvalidDefinitionException if the id is not legal
   */
  public Job job(String id, Trigger trigger) {
    return Job.of(id, target(), payload(), trigger);
  }

  /**
   * The method.
   *
   * @return such as {@code GET}
   */
  public String method() {
    return message.method();
  }

  /**
   * The URL as it was given: secrets by name.
   *
   * @return the URL
   */
  public String url() {
    return url.text();
  }

  /**
   * How long an attempt may take.
   *
   * @return the timeout
   */
  public Duration timeout() {
    return message.timeout();
  }

  HttpUrl parsedUrl() {
    return url;
  }

  Message message() {
    return message;
  }

  /** The names of all secrets, wherever they stand. */
  SortedSet<String> secretNames() {
    var names = Template.names(url.text());
    message.headers().forEach(header -> names.addAll(Template.names(header.value())));
    if (message.basic() != null) {
      names.addAll(Template.names(message.basic()));
    }
    if (message.body().isText()) {
      names.addAll(Template.names(message.body().asText()));
    }
    return names;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HttpCall that && url.equals(that.url) && message.equals(that.message);
  }

  @Override
  public int hashCode() {
    return Objects.hash(url, message);
  }

  /** Method, scheme, host and path; never query, headers and body. */
  @Override
  public String toString() {
    return message.method() + ' ' + url.shown();
  }
}
