package dev.punctual.http;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/**
 * A body that can be sent once, and knows whether it may have been.
 *
 * <p>The client of the JDK sends a GET or a HEAD a second time, unasked, when its connection ends
 * before an answer; and the properties of a JVM can make it do so for any method. But it cannot
 * write a request before it has asked for the length of its body, and it asks again for each
 * repetition. So the first question says that from now on the request may be on its way, and the
 * second is not answered. It is asked once there is a connection, TLS included: what fails before
 * was certainly not sent. The exception says nothing of that: a repetition that finds no connection
 * fails like a first request that finds none. A TLS connection that the target closes or breaks off
 * while it is made is the one case in which the client may ask too early: its reader and its writer
 * race to say so. That errs on the safe side.
 */
final class SentOnce implements BodyPublisher {
  private final BodyPublisher body;
  private boolean sent;

  SentOnce(byte[] body) {
    this.body = BodyPublishers.ofByteArray(body);
  }

  /**
   * Takes care that it is not sent from now on.
   *
   * @return whether it may have been sent before
   */
  synchronized boolean stop() {
    boolean before = sent;
    sent = true;
    return before;
  }

  @Override
  public synchronized long contentLength() {
    if (sent) {
      throw new IllegalStateException("sent already");
    }
    sent = true;
    return body.contentLength();
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
    body.subscribe(subscriber);
  }
}
