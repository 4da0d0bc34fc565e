package dev.punctual.internal.loop;

import java.time.Duration;
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
   * @return the wall clock, and the elapsed time beside it
   */
  Clocks clock();

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
   * Does something of lower rank that may take a while, on neither of the two threads.
   *
   * @param work what to do; it posts what it finds
   */
  void aside(Runnable work);

  /**
   * Says that an attempt has begun; by the loop only.
   *
   * @param thread the virtual thread it runs on, unless a platform thread takes it because handlers
   *     hold all carriers
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
