package dev.punctual.http;

import java.net.http.HttpClient;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The clients of the JDK behind one executor: one for each request, or one for all of them.
 *
 * <p>A client pools its connections, and offers no way not to. A pooled one may have been closed by
 * the other side in the very moment in which it is used again, and then nobody knows whether the
 * request was read. So each request has a client of its own, and with it a new connection, unless
 * the executor was told to reuse them. TLS sessions are resumed in both cases, since they belong to
 * the SSLContext.
 */
final class Clients implements AutoCloseable {
  private final Supplier<HttpClient> maker;
  private final @Nullable HttpClient shared;
  private final Set<HttpClient> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  Clients(Supplier<HttpClient> maker, boolean isShared) {
    this.maker = maker;
    this.shared = isShared ? opened() : null;
  }

  private HttpClient opened() {
    var client = maker.get();
    open.add(client);
    return client;
  }

  /** A client for the time of one request. */
  final class Lease implements AutoCloseable {
    private final HttpClient client;

    private Lease(HttpClient client) {
      this.client = client;
    }

    HttpClient client() {
      return client;
    }

    @Override
    public void close() {
      if (shared == null) {
        shutDown(client);
      }
    }
  }

  Lease lease() throws ClosedException {
    var lease = new Lease(shared == null ? opened() : shared);
    if (closed) {
      lease.close();
      throw new ClosedException();
    }
    return lease;
  }

  private void shutDown(HttpClient client) {
    client.shutdownNow();
    open.remove(client);
  }

  /** Ends what is under way. */
  @Override
  public void close() {
    closed = true;
    open.forEach(this::shutDown);
  }
}
