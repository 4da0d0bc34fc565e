package dev.punctual.lambda;

/** How a function is invoked. */
public enum InvocationMode {
  /** Wait for the result, which becomes the result of the execution. */
  SYNCHRONOUS,
  /**
   * Hand the event to the queue of Lambda and end as accepted. Lambda runs the function later,
   * twice more if it fails, and may run it twice where nothing failed. It passes no client context
   * on, so the function sees the key only by {@link LambdaFunction#withKeyInEvent}, or by its name
   * where its executions are durable.
   */
  ASYNCHRONOUS,
  /** Ask Lambda whether the function is there and may be invoked, and run nothing. */
  DRY_RUN
}
