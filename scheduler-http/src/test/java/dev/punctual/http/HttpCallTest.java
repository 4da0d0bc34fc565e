package dev.punctual.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.punctual.InvalidDefinitionException;
import dev.punctual.Payload;
import dev.punctual.Target;
import dev.punctual.Trigger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpCallTest {
  private static final String URL = "https://reports.example/run?day=today";
  private static final String TOKEN = "${secret:REPORT_TOKEN}";

  @Test
  void the_text_form_is_what_people_would_write() {
    var call =
        HttpCall.post(URL)
            .withBearer(TOKEN)
            .withJson("{\"report\":true}")
            .withExpected("200-299, 304")
            .withTimeout(Duration.ofSeconds(10));
    assertThat(call.payload())
        .isEqualTo(
            Payload.text(
                """
                POST
                header Authorization Bearer ${secret:REPORT_TOKEN}
                header Content-Type application/json
                expected 200-299, 304
                timeout 10s

                {"report":true}\
                """));
  }

  static Stream<HttpCall> calls() {
    return Stream.of(
        HttpCall.get(URL),
        HttpCall.head("http://localhost:8080"),
        HttpCall.of("OPTIONS", "http://[::1]:80/"),
        HttpCall.delete(URL).withHeader("X-Empty", ""),
        HttpCall.post(URL).withText("one\n\ntwo\r\n${not a secret}"),
        HttpCall.post(URL).withText("\n\n"),
        HttpCall.put(URL).withBytes("image/png", new byte[] {0, -1, 10, 10}),
        HttpCall.patch(URL).withBasic("me and you", "${secret:PASSWORD}").withJson("[\"ä€😀\"]"),
        HttpCall.get("https://a.example/?token=${secret:a.b-c}").withTimeout(Duration.ofMillis(1)),
        HttpCall.get(URL).withExpected(200, 404).withTimeout(Duration.ofHours(1)));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void the_text_form_parses_back(HttpCall call) {
    assertThat(HttpCall.parse(call.url(), call.payload().asText()))
        .isEqualTo(call)
        .hasSameHashCodeAs(call);
  }

  @Test
  void no_text_is_a_get() {
    assertThat(HttpCall.parse(URL, "")).isEqualTo(HttpCall.get(URL));
  }

  @Test
  void a_job_has_the_url_as_its_address_and_the_rest_as_its_payload() {
    var call = HttpCall.post(URL).withText("hello");
    var job = call.job("greet", Trigger.every(Duration.ofMinutes(1)));
    assertThat(job.target()).isEqualTo(Target.of("http", URL));
    assertThat(job.payload()).isEqualTo(call.payload());
  }

  @Test
  void its_text_for_logs_has_no_query_no_headers_and_no_body() {
    var call =
        HttpCall.post("https://reports.example:8443/run?canary=1")
            .withHeader("X-Canary", "canary")
            .withText("canary");
    assertThat(call).hasToString("POST https://reports.example:8443/run");
    assertThat(call.message().headers().toString()).doesNotContain("canary");
  }

  @Test
  void a_header_replaces_one_of_the_same_name_and_credentials_replace_credentials() {
    var call = HttpCall.get(URL).withHeader("x-a", "1").withHeader("X-A", "2");
    assertThat(call.message().headers()).containsExactly(new Header("X-A", "2"));
    assertThat(call.withBearer(TOKEN).withBasic("u", TOKEN)).isEqualTo(call.withBasic("u", TOKEN));
    assertThat(call.withBasic("u", TOKEN).withBearer(TOKEN)).isEqualTo(call.withBearer(TOKEN));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ftp://a.example/                 | does not begin with https:// or http://
          reports.example/run              | does not begin with https:// or http://
          https:///run                     | has no host of letters, digits
          https://my_service/run           | has no host of letters, digits
          https://2852039166/              | has no host of letters, digits
          https://0xa9fea9fe/              | has no host of letters, digits
          https://0251.0376.0251.0376/     | has no host of letters, digits
          https://169.254.43518/           | has no host of letters, digits
          https://a.example:0/             | has no host of letters, digits
          https://a.example:99999/         | has no host of letters, digits
          https://me:canary@a.example/     | has a user name or password
          https://me:canary@my_service/    | has a user name or password
          https://a.example/#top           | has a fragment
          https://a.example/a b            | percent-encode
          https://ä.example/               | write the host in its ASCII form
          https://a.example/%zz            | the URL is none at character
          https://a.example/${secret:A}    | names a secret before its query
          https://${secret:A}/?a           | names a secret before its query
          https://a.example/?a=${secret:}  | is not followed by a name
          """)
  void a_url_that_can_never_be_called_is_refused_without_showing_a_password(
      String url, String fault) {
    assertThatThrownBy(() -> HttpCall.get(url))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining(fault)
        .hasMessageNotContaining("canary");
  }

  static Stream<Arguments> refused() {
    var call = HttpCall.post(URL);
    return Stream.of(
        arguments("is not one such as GET", (Runnable) () -> HttpCall.of("get", URL)),
        arguments("is not one such as GET", (Runnable) () -> HttpCall.of("CONNECT", URL)),
        arguments("header name", (Runnable) () -> call.withHeader("a b", "c")),
        arguments("header name", (Runnable) () -> call.withHeader("", "c")),
        arguments("set by the HTTP client", (Runnable) () -> call.withHeader("host", "c")),
        arguments("carries the key", (Runnable) () -> call.withHeader("idempotency-key", "canary")),
        arguments("the value of header", (Runnable) () -> call.withHeader("A", "canary\r\nB: c")),
        arguments("the value of header", (Runnable) () -> call.withHeader("A", " canary")),
        arguments("the value of header", (Runnable) () -> call.withHeader("A", "canary ä")),
        arguments(
            "the value of header", (Runnable) () -> call.withHeader("A", "canary".repeat(2_000))),
        arguments("not followed by a name", (Runnable) () -> call.withHeader("A", "${secret:a b}")),
        arguments("names no secret", (Runnable) () -> call.withBearer("canary")),
        arguments("names no secret", (Runnable) () -> call.withBasic("me", "canary")),
        arguments("has a colon", (Runnable) () -> call.withBasic("me:you", TOKEN)),
        arguments("without a colon", (Runnable) () -> call.withBasic("me\n", TOKEN)),
        arguments("not followed by a name", (Runnable) () -> call.withText("canary ${secret:")),
        arguments("surrogate", (Runnable) () -> call.withText("canary \ud800")),
        arguments("more than 8 MB", (Runnable) () -> call.withText("c".repeat(8_000_001))),
        arguments("not a range", (Runnable) () -> call.withExpected(100)),
        arguments("not a range", (Runnable) () -> call.withExpected("299-200")),
        arguments("not of the form", (Runnable) () -> call.withExpected("2xx")),
        arguments("1 to 20 statuses", (Runnable) () -> call.withExpected()),
        arguments("not between", (Runnable) () -> call.withTimeout(Duration.ZERO)),
        arguments("not between", (Runnable) () -> call.withTimeout(Duration.ofDays(1))));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void a_message_that_can_never_be_sent_is_refused_without_showing_it(String fault, Runnable with) {
    assertThatThrownBy(with::run)
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining(fault)
        .hasMessageNotContaining("canary");
  }

  @Test
  void at_most_fifty_headers_are_taken() {
    var call = HttpCall.get(URL);
    for (int i = 0; i < 50; i++) {
      call = call.withHeader("X-" + i, "v");
    }
    var full = call;
    assertThatThrownBy(() -> full.withHeader("X-50", "v"))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("at most 50 headers");
    assertThatCode(() -> full.withHeader("X-49", "w")).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "canary",
        "GET\ncanary",
        "GET\n",
        "GET\nheader A b\nheader a c",
        "GET\ntimeout canary",
        "GET\ntimeout 1s\ntimeout 1s",
        "GET\nbody text",
        "GET\nbody base64\n\ncanary!",
        "GET\nbasic me",
        "GET\nexpected all",
        "{\"report\":true}"
      })
  void a_text_that_is_no_call_is_refused(String text) {
    assertThatThrownBy(() -> HttpCall.parse(URL, text))
        .isInstanceOf(InvalidDefinitionException.class);
  }

  @Test
  void a_url_of_1900_characters_still_fits_into_an_address_with_its_method() {
    String longest = "https://a.example/" + "x".repeat(1_900 - 18);
    assertThat(Target.of("http", "OPTIONS " + HttpCall.get(longest).url()).address())
        .hasSize(1_908);
    assertThatThrownBy(() -> HttpCall.get(longest + "x"))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("longer than 1900");
  }

  @Test
  void bytes_are_copied_and_nothing_is_no_body() {
    var bytes = "abc".getBytes(StandardCharsets.US_ASCII);
    var call = HttpCall.put(URL).withBytes("text/csv", bytes);
    bytes[0] = 'X';
    assertThat(call.payload().asText()).endsWith("\nbody base64\n\nYWJj");
    assertThat(HttpCall.put(URL).withText("").message().body().isEmpty()).isTrue();
    assertThat(List.of(HttpCall.put(URL).withText("")))
        .containsExactly(HttpCall.put(URL).withHeader("Content-Type", "text/plain; charset=utf-8"));
  }
}
