package dev.punctual.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.punctual.Outcome;
import dev.punctual.Outcome.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates: whom a call trusts, and that nothing is sent to anybody else. */
class TlsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final AtomicInteger REQUESTS = new AtomicInteger();

  @TempDir private static Path directory;
  private static SSLContext context;
  private static HttpsServer server;

  @BeforeAll
  static void serve() throws Exception {
    context = context(keyStore());
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            REQUESTS.incrementAndGet();
            exchange.sendResponseHeaders(204, -1);
          }
        });
    server.start();
  }

  @AfterAll
  static void stop() {
    server.stop(0);
  }

  /** A certificate for localhost that nobody has signed. */
  private static KeyStore keyStore() throws Exception {
    var file = directory.resolve("keys.p12");
    var output = directory.resolve("keytool.txt");
    int code =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start()
            .waitFor();
    assertThat(code).as(Files.readString(output)).isZero();
    return KeyStore.getInstance(file.toFile(), PASSWORD);
  }

  private static SSLContext context(KeyStore keys) throws GeneralSecurityException, IOException {
    var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, PASSWORD);
    var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init(keys);
    var context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
    return context;
  }

  private static Outcome outcome(HttpExecutorBuilder builder, String host) throws Exception {
    try (var executor = builder.build()) {
      var url = "https://" + host + ":" + server.getAddress().getPort() + "/";
      return executor.execute(
          Attempts.of(HttpCall.post(url).withText("a").withTimeout(Duration.ofSeconds(20))));
    }
  }

  @Test
  void a_trusted_certificate_of_the_right_name_is_enough() throws Exception {
    int before = REQUESTS.get();
    assertThat(outcome(HttpExecutor.builder().tls(context), "localhost"))
        .isEqualTo(Outcome.succeeded(""));
    assertThat(REQUESTS).hasValue(before + 1);
  }

  @Test
  void a_certificate_of_somebody_else_or_for_another_name_is_not_started() throws Exception {
    int before = REQUESTS.get();
    for (var refused :
        new Outcome[] {
          outcome(HttpExecutor.builder(), "localhost"),
          outcome(HttpExecutor.builder().tls(context), "127.0.0.1")
        }) {
      assertThat(refused.status()).as(refused.text()).isEqualTo(Status.NOT_STARTED);
      assertThat(refused.text()).contains("was not sent: TLS: ");
    }
    assertThat(REQUESTS).hasValue(before);
  }
}
