package dev.punctual;

/**
 * The application's code for one target in this process. Returning means success; whatever it
 * throws, an {@link Error} included, makes the attempt fail and disturbs no other job. Each attempt
 * runs on a virtual thread of its own; an interrupt asks it to stop.
 *
 * @param <T> the type of the payload
 */
@FunctionalInterface
public interface Handler<T> {
  /**
   * Carries out one attempt.
   *
   * @param run what is to be done: payload, scheduled time, idempotency key
   * @throws Exception to fail the attempt; its message is kept in the log
   */
  void run(Attempt<T> run) throws Exception;
}
