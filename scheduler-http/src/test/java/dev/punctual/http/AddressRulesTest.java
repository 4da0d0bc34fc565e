package dev.punctual.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.punctual.InvalidDefinitionException;
import dev.punctual.Outcome.Status;
import dev.punctual.Payload;
import dev.punctual.Target;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {
  private static final AddressRules DEFAULT = new AddressRules(List.of(), Set.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.169.254",
        "169.254.0.1",
        "169.254.170.2",
        "0.0.0.0",
        "0.1.2.3",
        "100.100.100.200",
        "168.63.129.16",
        "192.0.0.192",
        "::",
        "::ffff:169.254.169.254",
        "::ffff:a9fe:a9fe",
        "fe80::1",
        "febf::1",
        "fd00:ec2::254",
        "fd00:ec2::23",
        "fd20:ce::254",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::a9fe:a9fe",
        "2002:a9fe:a9fe::1",
        "::169.254.169.254",
        "::ffff:0:169.254.169.254",
        "2001:0:a9fe:a9fe::"
      })
  void a_link_local_address_and_that_of_a_metadata_service_are_refused(String address)
      throws Exception {
    var found = InetAddress.getByName(address);
    assertThat(DEFAULT.firstRefused("a.example", List.of(found))).contains(found);
    String host = address.contains(":") ? "[" + address + "]" : address;
    assertThat(DEFAULT.refusedLiteral(host)).contains(found);
    try (var executor = HttpExecutor.create()) {
      assertThatThrownBy(() ->
              executor.validate(Target.of("http", "http://" + host + "/canary?x"), Payload.none()))
          .isInstanceOf(InvalidDefinitionException.class)
          .hasMessageContainingAll("link-local", "allow(\"");
      var outcome = executor.execute(Attempts.of(HttpCall.get("http://" + host + "/")));
      assertThat(outcome.status()).isEqualTo(Status.FAILED);
      assertThat(outcome.isRetryable()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1", "10.0.0.1", "192.168.1.1", "172.16.0.1", "8.8.8.8", "169.253.255.255",
        "169.255.0.0", "100.100.100.199", "::1", "fec0::1", "fd00:ec3::1", "2001:db8::1",
        "64:ff9b::808:808", "2002:808:808::1", "::ffff:0:8.8.8.8", "2001:0:808:808::"
      })
  void any_other_address_may_be_called(String address) throws Exception {
    assertThat(DEFAULT.firstRefused("a.example", List.of(InetAddress.getByName(address))))
        .isEmpty();
  }

  @Test
  void a_name_is_refused_if_any_of_its_addresses_is() throws Exception {
    try (var target = RawTarget.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        var executor =
            HttpExecutor.builder()
                .lookup(host ->
                    List.of(
                        InetAddress.getLoopbackAddress(), InetAddress.getByName("169.254.169.254")))
                .build()) {
      var call = HttpCall.get("http://localhost:" + target.port() + "/");
      executor.validate(call.target(), call.payload());
      var outcome = executor.execute(Attempts.of(call));
      assertThat(outcome.status()).isEqualTo(Status.FAILED);
      assertThat(outcome.text()).contains("leads to 169.254.169.254");
      assertThat(target.connections()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "169.254.169.254, 169.254.169.254, true",
    "169.254.169.254, 169.254.169.253, false",
    "169.254.170.0/24, 169.254.170.23, true",
    "169.254.170.0/23, 169.254.171.255, true",
    "169.254.170.0/23, 169.254.172.0, false",
    "0.0.0.0/0, 169.254.1.1, true",
    "0.0.0.0/0, fe80::1, false",
    "fe80::/10, fe80::1, true",
    "169.254.169.254, 64:ff9b::a9fe:a9fe, true",
    "a.example, 169.254.169.254, true",
    "A.Example, 169.254.169.254, true",
    "b.example, 169.254.169.254, false"
  })
  void what_is_allowed_may_be_called(String allowed, String address, boolean isAllowed)
      throws Exception {
    try (var executor =
        HttpExecutor.builder()
            .allow(allowed)
            .lookup(host -> List.of(InetAddress.getByName(address)))
            .connectTimeout(Duration.ofMillis(200))
            .build()) {
      var outcome =
          executor.execute(
              Attempts.of(
                  HttpCall.get("http://a.example:9/")
                      .withTimeout(isAllowed ? Duration.ofMillis(300) : Duration.ofMinutes(1))));
      assertThat(outcome.status() != Status.FAILED).as(outcome.text()).isEqualTo(isAllowed);
    }
  }

  private static ProxySelector toward(RawTarget target) {
    return ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), target.port()));
  }

  @Test
  void a_proxy_finds_addresses_by_itself_and_those_in_the_url_are_refused_all_the_same()
      throws Exception {
    try (var target = RawTarget.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        var executor =
            HttpExecutor.builder()
                .proxy(toward(target))
                .lookup(host -> {
                  throw new AssertionError("looked up " + host);
                })
                .build()) {
      var outcome = executor.execute(Attempts.of(HttpCall.get("http://inside.example/a")));
      assertThat(outcome.status()).as(outcome.text()).isEqualTo(Status.SUCCEEDED);
      assertThat(target.requests().getFirst()).startsWith("GET http://inside.example/a HTTP/1.1");
      outcome = executor.execute(Attempts.of(HttpCall.get("http://169.254.169.254/a")));
      assertThat(outcome.status()).isEqualTo(Status.FAILED);
      assertThat(target.requests()).hasSize(1);
    }
  }
}
