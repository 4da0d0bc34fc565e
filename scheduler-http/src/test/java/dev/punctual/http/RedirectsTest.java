package dev.punctual.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.Outcome;
import dev.punctual.Outcome.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectsTest {
  private static final String SECRET = "canary-4111";

  private static HttpExecutorBuilder builder() {
    return HttpExecutor.builder().secrets(name -> Optional.of(SECRET));
  }

  private static HttpCall call(String method, String url) {
    var call = HttpCall.of(method, url).withBearer("${secret:TOKEN}");
    return method.equals("POST") ? call.withJson("{}") : call;
  }

  /** Redirects the first request, and answers the second. */
  private static RawTarget redirecting(int status, String location) {
    var count = new AtomicInteger();
    return new RawTarget(connection -> {
      connection.readRequest();
      connection.write(
          count.getAndIncrement() == 0
              ? "HTTP/1.1 "
                  + status
                  + " Moved\r\nLocation: "
                  + location
                  + "\r\nContent-Length: 0"
                  + "\r\n\r\n"
              : "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ndone");
    });
  }

  private static Outcome outcome(HttpExecutorBuilder builder, HttpCall call) throws Exception {
    try (var executor = builder.build()) {
      return executor.execute(Attempts.of(call));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET,  301, /b,          GET /b, true",
    "GET,  302, ../b?c=d#e,  GET /b?c=d, true",
    "HEAD, 303, b,           HEAD /a/b, true",
    "POST, 303, /b,          GET /b, false",
    "GET,  307, /b,          GET /b, true",
    "POST, 307, /b,          POST /b, true",
    "POST, 308, /b,          POST /b, true",
    "PUT,  308, /b,          PUT /b, true"
  })
  void a_redirect_on_the_same_host_is_followed_with_key_and_credentials(
      String method, int status, String location, String line, boolean sameBody) throws Exception {
    try (var target = redirecting(status, location)) {
      var outcome = outcome(builder(), call(method, target.url("/a/a")));
      assertThat(outcome.status()).as(outcome.text()).isEqualTo(Status.SUCCEEDED);
      assertThat(target.requests()).hasSize(2);
      var first = target.requests().getFirst();
      var second = target.requests().getLast();
      assertThat(second)
          .startsWith(line + " HTTP/1.1\r\n")
          .contains("Authorization: Bearer " + SECRET, "Idempotency-Key: " + Attempts.KEY);
      assertThat(second.endsWith("\r\n\r\n{}")).isEqualTo(sameBody && first.endsWith("{}"));
      assertThat(second.contains("Content-Type")).isEqualTo(sameBody && method.equals("POST"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET  | 302 | http://127.0.0.2:PORT/b       | only on the same host
          GET  | 302 | http://localhost:PORT/b       | only on the same host
          GET  | 302 | http://127.0.0.1:1/b          | only on the same host
          GET  | 302 | https://127.0.0.1:PORT/b      | only on the same host
          GET  | 302 | http://me@127.0.0.1:PORT/b    | only on the same host
          GET  | 302 | //evil.example/canary-4111    | leads to 'http://evil.example', and
          GET  | 302 | //canary-4111.example/        | leads to 'http://${secret:TOKEN}.example'
          GET  | 302 | http:/b                       | only on the same host
          GET  | 302 | file:///etc/passwd            | only on the same host
          GET  | 302 | mailto:canary-4111            | only on the same host
          GET  | 302 | http://a b/                   | its location is no URL
          GET  | 302 | ''                            | it names no location
          POST | 301 | /b                            | would become a GET
          POST | 302 | /b                            | would become a GET
          """)
  void any_other_redirect_fails_for_good_and_is_not_called(
      String method, int status, String location, String reason) throws Exception {
    try (var target = new RawTarget(connection -> answer(connection, status, location))) {
      var outcome = outcome(builder(), call(method, target.url("/a")));
      assertThat(outcome.status()).isEqualTo(Status.FAILED);
      assertThat(outcome.isRetryable()).isFalse();
      assertThat(outcome.text()).contains("answered " + status, reason).doesNotContain(SECRET);
      assertThat(target.requests()).hasSize(1);
    }
  }

  private static void answer(RawTarget.Connection connection, int status, String location)
      throws IOException {
    String request = connection.readRequest();
    String port = request.replaceAll("(?s).*Host: 127.0.0.1:(\\d+).*", "$1");
    String header =
        location.isEmpty() ? "" : "Location: " + location.replace("PORT", port) + "\r\n";
    connection.write("HTTP/1.1 " + status + " Moved\r\n" + header + "Content-Length: 0\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 5})
  void no_more_redirects_are_followed_than_allowed(int most) throws Exception {
    try (var target =
        RawTarget.answering("HTTP/1.1 302 Moved\r\nLocation: /a\r\nContent-Length: 0\r\n\r\n")) {
      var outcome = outcome(builder().maxRedirects(most), HttpCall.get(target.url("/a")));
      assertThat(outcome.text()).contains("more than " + most + " redirects are not followed");
      assertThat(target.requests()).hasSize(most + 1);
    }
  }

  @Test
  void a_redirect_from_http_to_https_at_their_usual_ports_is_followed() throws Exception {
    var request = Request.of(HttpCall.get("http://a.example/x"), Secrets.NONE, Attempts.KEY);
    assertThat(Redirect.of(request, redirect("https://A.example/x")))
        .isInstanceOf(Redirect.Followed.class);
    assertThat(Redirect.of(request, redirect("https://a.example:8443/x")))
        .isInstanceOf(Redirect.Refused.class);
    var secure = Request.of(HttpCall.get("https://a.example/x"), Secrets.NONE, Attempts.KEY);
    assertThat(Redirect.of(secure, redirect("http://a.example/x")))
        .isInstanceOf(Redirect.Refused.class);
    assertThat(Redirect.of(secure, redirect("https://a.example:443/y")))
        .isInstanceOf(Redirect.Followed.class);
  }

  private static Answer redirect(String location) {
    var headers = HttpHeaders.of(Map.of("Location", List.of(location)), (name, value) -> true);
    return new Answer(302, headers, "", null);
  }

  @Test
  void once_a_request_was_sent_a_redirect_that_leads_nowhere_is_unknown() throws Exception {
    var lookups = new AtomicInteger();
    try (var target = redirecting(303, "/b")) {
      var outcome =
          outcome(
              builder()
                  .lookup(host -> {
                    if (lookups.getAndIncrement() > 0) {
                      throw new UnknownHostException(host);
                    }
                    return List.of(InetAddress.getLoopbackAddress());
                  }),
              call("POST", target.url("/a")));
      assertThat(outcome.status()).as(outcome.text()).isEqualTo(Status.UNKNOWN);
      assertThat(target.requests()).hasSize(1);
    }
  }

  @Test
  void a_redirected_host_that_now_leads_to_a_refused_address_is_not_called() throws Exception {
    var lookups = new AtomicInteger();
    try (var target = redirecting(307, "/b")) {
      var outcome =
          outcome(
              builder()
                  .lookup(host ->
                      List.of(
                          InetAddress.getByName(
                              lookups.getAndIncrement() > 0 ? "169.254.169.254" : "127.0.0.1"))),
              HttpCall.get(target.url("/a")));
      assertThat(outcome.text()).contains("leads to 169.254.169.254");
      assertThat(outcome.status()).isEqualTo(Status.FAILED);
      assertThat(target.requests()).hasSize(1);
    }
  }
}
