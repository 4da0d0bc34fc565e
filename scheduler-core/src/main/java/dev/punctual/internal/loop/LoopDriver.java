package dev.punctual.internal.loop;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

/**
 * What drives a timing loop: where time comes from, which thread runs the loop, and which one calls
 * the store. One driver drives one loop, once.
 */
public interface LoopDriver {
  /**
   * The time everything is decided by.
   *
   * @return the clock
   */
  InstantSource clock();

  /**
   * Begins to drive.
   *
   * @param loop what is driven
   * @param store answers the loop's requests to the store
   */
  void open(TimingLoop loop, StoreWorker store);

  /**
   * Hands an event to the loop; by any thread.
   *
   * @param event the event
   */
  void post(LoopEvent event);

  /**
   * Hands a request to the store; by the loop only. The answer is posted as an event.
   *
   * @param request the request
   */
  void request(StoreRequest request);

  /**
   * Says that an attempt has begun; by the loop only.
   *
   * @param thread the thread it runs on
   */
  void began(Thread thread);

  /**
   * Waits for something the loop will complete.
   *
   * @param <T> the result
   * @param future what is waited for
   * @param most how long
   * @return the result
   * @throws TimeoutException when the time is up
   */
  <T> T await(CompletableFuture<T> future, Duration most) throws TimeoutException;

  /** Stops driving, once the loop has said that it is done or there is no more waiting for it. */
  void close();
}
