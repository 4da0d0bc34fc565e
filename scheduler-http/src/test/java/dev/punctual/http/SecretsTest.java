package dev.punctual.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.punctual.InvalidDefinitionException;
import dev.punctual.Outcome;
import dev.punctual.Outcome.Status;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
  private static final String CANARY = "c@n\"a ry\\4111";
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

  private static Outcome outcome(SecretResolver resolver, HttpCall call) throws Exception {
    try (var executor = HttpExecutor.builder().secrets(resolver).build()) {
      return executor.execute(Attempts.of(call));
    }
  }

  private static HttpCall everywhere(String url) {
    return HttpCall.post(url + "?token=${secret:A}&plain=1")
        .withBasic("me", "${secret:A}")
        .withHeader("X-Key", "key=${secret:B}")
        .withJson("{\"a\":\"${secret:A}\",\"b\":\"${other}\"}");
  }

  @Test
  void secrets_reach_the_target_in_the_form_that_their_place_needs() throws Exception {
    try (var target = RawTarget.answering(OK)) {
      var secrets = Map.of("A", CANARY, "B", "b-value");
      var outcome =
          outcome(name -> Optional.ofNullable(secrets.get(name)), everywhere(target.url("/")));
      assertThat(outcome).isEqualTo(Outcome.succeeded(""));
      var credentials = ("me:" + CANARY).getBytes(StandardCharsets.UTF_8);
      assertThat(target.requests().getFirst())
          .startsWith("POST /?token=c%40n%22a%20ry%5C4111&plain=1 HTTP/1.1\r\n")
          .contains("Authorization: Basic " + Base64.getEncoder().encodeToString(credentials))
          .contains("X-Key: key=b-value\r\n")
          .endsWith("{\"a\":\"c@n\\\"a ry\\\\4111\",\"b\":\"${other}\"}");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 404, 500})
  void what_a_target_says_back_is_kept_with_the_names_of_secrets_in_their_place(int status)
      throws Exception {
    try (var target =
        new RawTarget(connection -> {
          String request = connection.readRequest();
          connection.write(
              "HTTP/1.1 " + status + " Echo\r\nContent-Length: " + request.length() + "\r\n\r\n");
          connection.write(request);
        })) {
      var outcome =
          outcome(
              name -> Optional.of(CANARY),
              everywhere(target.url("/")).withHeader("X-Raw", "${secret:A}"));
      assertThat(outcome.text())
          .contains("?token=${secret:A}&plain=1", "key=${secret:", "Basic ${secret:A}")
          .doesNotContain(
              "4111",
              Base64.getEncoder()
                  .encodeToString("me:c@n".getBytes(StandardCharsets.US_ASCII))
                  .substring(0, 8));
    }
  }

  @Test
  void a_secret_that_is_cut_at_the_end_of_an_answer_is_taken_out_too() throws Exception {
    var secrets = Secrets.lookUp(Template.names("${secret:A}"), name -> Optional.of("canary"));
    assertThat(secrets.scrubbed("echo canary, can", true)).isEqualTo("echo ${secret:A}, ");
    assertThat(secrets.scrubbed("echo canary, can", false)).isEqualTo("echo ${secret:A}, can");
    assertThat(secrets.scrubbed("cacacanar", true)).isEqualTo("caca");
    assertThat(secrets.scrubbed("", true)).isEmpty();
    assertThat(secrets).hasToString("1 secrets");
    try (var target =
        RawTarget.answering("HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\necho canary")) {
      var call = HttpCall.get(target.url("/")).withBearer("${secret:A}");
      try (var executor =
          HttpExecutor.builder().secrets(name -> Optional.of("canary")).responseLimit(9).build()) {
        assertThat(executor.execute(Attempts.of(call)).text()).doesNotContain("cana");
      }
    }
  }

  @Test
  void of_two_secrets_of_which_one_is_within_the_other_nothing_is_left() throws Exception {
    var values = Map.of("A", "abc", "B", "xabcx");
    var secrets =
        Secrets.lookUp(
            Template.names("${secret:A}${secret:B}"),
            name -> Optional.ofNullable(values.get(name)));
    assertThat(secrets.scrubbed("abc xabcx", false)).isEqualTo("${secret:A} ${secret:B}");
  }

  @Test
  void a_secret_that_is_not_to_be_had_is_named_and_nothing_is_sent() throws Exception {
    try (var target = RawTarget.answering(OK)) {
      var call = everywhere(target.url("/"));
      assertNotSent(outcome(name -> Optional.empty(), call), "secret 'A' is not known");
      assertNotSent(
          outcome(
              name -> {
                throw new IllegalStateException("canary");
              },
              call),
          "secret 'A' could not be looked up: java.lang.IllegalStateException");
      assertNotSent(outcome(name -> null, call), "secret 'A' is not known");
      for (var value : new String[] {"", "canary\r\nX-Evil: 1", "canary\n", "canary\u0000"}) {
        assertNotSent(outcome(name -> Optional.of(value), call), "secret 'A' ");
      }
      for (var value : new String[] {"canary ä", " canary", "canary "}) {
        assertNotSent(
            outcome(
                name -> Optional.of(value),
                HttpCall.get(target.url("/")).withBearer("${secret:A}")),
            "secret 'A' ");
      }
      assertThat(target.connections()).isZero();
    }
  }

  private static void assertNotSent(Outcome outcome, String why) {
    assertThat(outcome.status()).as(outcome.text()).isEqualTo(Status.NOT_STARTED);
    assertThat(outcome.text()).contains(why).doesNotContain("canary");
  }

  @Test
  void an_executor_that_knows_no_secrets_refuses_calls_that_name_one() {
    try (var executor = HttpExecutor.create()) {
      var call = everywhere("https://a.example/");
      assertThatThrownBy(() -> executor.validate(call.target(), call.payload()))
          .isInstanceOf(InvalidDefinitionException.class)
          .hasMessageContainingAll("names secret 'A'", "secrets(SecretResolver.environment())");
    }
  }

  @Test
  void a_file_is_a_secret_without_the_line_break_at_its_end(@TempDir Path directory)
      throws Exception {
    Files.writeString(directory.resolve("unix"), "value\n");
    Files.writeString(directory.resolve("windows.txt"), "value\r\n");
    Files.writeString(directory.resolve("two"), "a\n\n");
    Files.writeString(directory.resolve("large"), "x".repeat(65_537));
    Files.write(directory.resolve("binary"), new byte[] {-1});
    Files.createDirectory(directory.resolve("folder"));
    var target = Files.writeString(directory.resolve(".hidden"), "linked");
    Files.createSymbolicLink(directory.resolve("link"), target);
    var inner = SecretResolver.files(directory);
    assertThat(inner.resolve("unix")).contains("value");
    assertThat(inner.resolve("windows.txt")).contains("value");
    assertThat(inner.resolve("two")).contains("a\n");
    assertThat(inner.resolve("link")).contains("linked");
    assertThat(inner.resolve("folder")).isEmpty();
    assertThat(inner.resolve("nothing")).isEmpty();
    for (var outside :
        new String[] {
          "../" + directory.getFileName() + "/unix",
          "..",
          ".",
          "",
          ".hidden",
          "/etc/hostname",
          "folder/../unix",
          "unix\u0000",
          "a\\b"
        }) {
      assertThat(inner.resolve(outside)).as(outside).isEmpty();
    }
    for (var unreadable : new String[] {"large", "binary"}) {
      assertThatThrownBy(() -> inner.resolve(unreadable)).isInstanceOf(UncheckedIOException.class);
    }
  }

  @Test
  void resolvers_are_asked_one_after_the_other_and_the_environment_may_have_a_prefix() {
    SecretResolver none = name -> Optional.empty();
    SecretResolver one = name -> Optional.of("one");
    assertThat(none.or(one).resolve("a")).contains("one");
    assertThat(one.or(name -> Optional.of("two")).resolve("a")).contains("one");
    var path = System.getenv("PATH");
    assertThat(SecretResolver.environment().resolve("PATH")).contains(path);
    assertThat(SecretResolver.environment("PA").resolve("TH")).contains(path);
    assertThat(SecretResolver.environment("X_").resolve("PATH")).isEmpty();
  }
}
