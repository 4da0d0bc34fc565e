package dev.punctual.http;

import dev.punctual.InvalidDefinitionException;
import dev.punctual.internal.text.Quote;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Configures an {@link HttpExecutor}. Everything is checked by {@link #build()}, which reports all
 * faults together. Not for use by several threads.
 */
public final class HttpExecutorBuilder {
  private static final int LARGEST_LIMIT = 1_000_000;
  private static final int MOST_REDIRECTS = 5;
  private static final Duration LONGEST_CONNECT = Duration.ofMinutes(5);
  private static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");

  private final List<String> allowed = new ArrayList<>();
  private @Nullable SecretResolver secrets;
  private int responseLimit = 65_536;
  private Duration connectTimeout = Duration.ofSeconds(10);
  private int maxRedirects = MOST_REDIRECTS;
  private boolean isShared;
  private @Nullable ProxySelector proxy;
  private @Nullable SSLContext tls;
  private HostLookup lookup = HostLookup.SYSTEM;
  private InstantSource clock = InstantSource.system();

  HttpExecutorBuilder() {}

  /**
   * Sets who knows the secrets that calls name. Without it, calls that name one are refused.
   *
   * @param resolver such as {@link SecretResolver#environment(String)}
   * @return this
   */
  public HttpExecutorBuilder secrets(SecretResolver resolver) {
    secrets = resolver;
    return this;
  }

  /**
   * Allows what is refused otherwise: link-local addresses and those of the metadata services of
   * clouds.
   *
   * @param addressOrHost an address, a range of addresses such as {@code 169.254.170.0/24}, or the
   *     name of a host, whose addresses are not looked at then
   * @return this
   */
  public HttpExecutorBuilder allow(String addressOrHost) {
    allowed.add(addressOrHost);
    return this;
  }

  /**
   * Sets how much of the body of an answer is kept.
   *
   * @param bytes 0 to 1,000,000; 65,536 where not given, of which the log has 16,000 characters
   * @return this
   */
  public HttpExecutorBuilder responseLimit(int bytes) {
    responseLimit = bytes;
    return this;
  }

  /**
   * Sets how long connecting may take, TLS included; the timeout of the call comes on top.
   *
   * @param longest a millisecond to five minutes; 10 seconds where not given
   * @return this
   */
  public HttpExecutorBuilder connectTimeout(Duration longest) {
    connectTimeout = longest;
    return this;
  }

  /**
   * Sets how many redirects are followed, which are only those on the same host.
   *
   * @param most 0 to 5; 5 where not given
   * @return this
   */
  public HttpExecutorBuilder maxRedirects(int most) {
    maxRedirects = most;
    return this;
  }

  /**
   * Lets calls use the connections of earlier ones, which saves a connection and a thread for each
   * call. The price: the target may close an idle connection in the moment in which it is used
   * again; such a call ends as unknown, although it was never read. So this is for many calls to
   * few hosts, by jobs that may run again.
   *
   * @return this
   */
  public HttpExecutorBuilder reuseConnections() {
    isShared = true;
    return this;
  }

  /**
   * Sets through which proxies hosts are reached. A proxy finds the addresses of hosts by itself,
   * so only addresses that are written in a URL can be refused then.
   *
   * @param selector the selector; that of the JVM where not given, which knows the system
   *     properties {@code https.proxyHost} and their like
   * @return this
   */
  public HttpExecutorBuilder proxy(ProxySelector selector) {
    proxy = selector;
    return this;
  }

  /**
   * Sets whom to trust, and the certificate of this client.
   *
   * @param context the context; that of the JVM where not given
   * @return this
   */
  public HttpExecutorBuilder tls(SSLContext context) {
    tls = context;
    return this;
  }

  HttpExecutorBuilder lookup(HostLookup other) {
    lookup = other;
    return this;
  }

  HttpExecutorBuilder clock(InstantSource other) {
    clock = other;
    return this;
  }

  /**
   * Builds the executor. Nothing is sent yet.
   *
   * @return the executor
   * @throws InvalidDefinitionException if anything is wrong, one fault to a line
   */
  public HttpExecutor build() {
    var faults = new ArrayList<String>();
    var rules = rules(faults);
    check(
        responseLimit >= 0 && responseLimit <= LARGEST_LIMIT,
        faults,
        "responseLimit " + responseLimit + " is not between 0 and 1000000 bytes");
    check(
        maxRedirects >= 0 && maxRedirects <= MOST_REDIRECTS,
        faults,
        "maxRedirects " + maxRedirects + " is not between 0 and 5");
    check(
        connectTimeout.compareTo(Duration.ofMillis(1)) >= 0
            && connectTimeout.compareTo(LONGEST_CONNECT) <= 0,
        faults,
        "connectTimeout " + connectTimeout + " is not between a millisecond and 5 minutes");
    if (!faults.isEmpty()) {
      throw new InvalidDefinitionException(String.join("\n", faults));
    }
    return executor(rules);
  }

  private static void check(boolean isRight, List<String> faults, String fault) {
    if (!isRight) {
      faults.add(fault);
    }
  }

  private AddressRules rules(List<String> faults) {
    var ranges = new ArrayList<AddressRange>();
    var hosts = new HashSet<String>();
    for (var text : allowed) {
      Optional<AddressRange> range = AddressRange.parse(text);
      String host = text.toLowerCase(Locale.ROOT);
      range.ifPresent(ranges::add);
      if (range.isEmpty()) {
        check(
            HOST.matcher(host).matches(),
            faults,
            "allow " + Quote.of(text) + " is not an address, a range or the name of a host");
        hosts.add(host);
      }
    }
    return new AddressRules(ranges, Set.copyOf(hosts));
  }

  private HttpExecutor executor(AddressRules rules) {
    var workers = workers();
    var selector = Optional.ofNullable(proxy).orElseGet(HttpExecutorBuilder::proxyOfTheJvm);
    var context = Optional.ofNullable(tls).orElseGet(HttpExecutorBuilder::tlsOfTheJvm);
    var longest = connectTimeout;
    var clients =
        new Clients(
            () ->
                HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(longest)
                    .proxy(selector)
                    .sslContext(context)
                    .executor(workers)
                    .build(),
            isShared);
    var resolver = Optional.ofNullable(secrets);
    var settings =
        new Settings(
            resolver.orElse(name -> Optional.empty()),
            rules,
            lookup,
            Proxied.by(selector),
            responseLimit,
            maxRedirects,
            clock,
            workers);
    return new HttpExecutor(settings, clients, resolver.isPresent());
  }

  private static ProxySelector proxyOfTheJvm() {
    return Optional.ofNullable(ProxySelector.getDefault()).orElse(HttpClient.Builder.NO_PROXY);
  }

  private static SSLContext tlsOfTheJvm() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new InvalidDefinitionException(
          "this JVM has no default SSLContext: call tls(context)", e);
    }
  }

  /** Platform threads: looking up a host holds its thread, a virtual one with its carrier. */
  private static ExecutorService workers() {
    return new ThreadPoolExecutor(
        0,
        Integer.MAX_VALUE,
        10,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        Thread.ofPlatform().daemon().name("punctual-http-", 0).factory());
  }
}
