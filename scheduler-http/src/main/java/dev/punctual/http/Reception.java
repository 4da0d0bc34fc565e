package dev.punctual.http;

import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What has come in of one answer: its status is known even if its body never ends. */
final class Reception implements BodyHandler<CappedBody> {
  /** Status, headers, and the body as far as it has come in. */
  private record Begun(ResponseInfo info, CappedBody body) {}

  private final int limit;
  private volatile @Nullable Begun begun;

  Reception(int limit) {
    this.limit = limit;
  }

  @Override
  public BodySubscriber<CappedBody> apply(ResponseInfo info) {
    var body = new CappedBody(limit);
    begun = new Begun(info, body);
    return body;
  }

  /**
   * The answer.
   *
   * @param secrets those of the request
   * @param brokenOff why it did not come to its end; null if it did
   * @return empty if not even its headers came
   */
  Optional<Answer> answer(Secrets secrets, @Nullable String brokenOff) {
    return Optional.ofNullable(begun)
        .map(b -> Answer.of(b.info.statusCode(), b.info.headers(), b.body, brokenOff, secrets));
  }
}
