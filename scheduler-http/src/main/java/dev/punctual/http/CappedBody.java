package dev.punctual.http;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the beginning of a body and drops the rest as it comes in. What goes on beyond a megabyte
 * is not waited for. Thread-safe: what has come in so far may be asked for at any time.
 */
final class CappedBody implements BodySubscriber<CappedBody> {
  static final int MOST_READ = 1_048_576;

  private final int limit;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final CompletableFuture<CappedBody> end = new CompletableFuture<>();
  private Flow.@Nullable Subscription subscription;
  private long read;

  CappedBody(int limit) {
    this.limit = limit;
  }

  @Override
  public CompletionStage<CappedBody> getBody() {
    return end;
  }

  @Override
  public synchronized void onSubscribe(Flow.Subscription given) {
    subscription = given;
    given.request(1);
  }

  @Override
  public synchronized void onNext(List<ByteBuffer> buffers) {
    buffers.forEach(this::take);
    if (subscription == null) {
      return;
    }
    if (read <= MOST_READ) {
      subscription.request(1);
    } else {
      subscription.cancel();
      end.complete(this);
    }
  }

  private void take(ByteBuffer buffer) {
    read += buffer.remaining();
    var bytes = new byte[Math.min(buffer.remaining(), limit - kept.size())];
    buffer.get(bytes);
    kept.writeBytes(bytes);
  }

  @Override
  public void onError(Throwable thrown) {
    end.completeExceptionally(thrown);
  }

  @Override
  public void onComplete() {
    end.complete(this);
  }

  synchronized byte[] bytes() {
    return kept.toByteArray();
  }

  /** Whether more has come in than is kept. */
  synchronized boolean isCut() {
    return read > kept.size();
  }
}
