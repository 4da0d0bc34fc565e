package dev.punctual.lambda;

/** The role that deployed functions run with. */
@FunctionalInterface
interface ExecutionRole extends AutoCloseable {
  /** Its ARN; may ask AWS, and create the role, the first time. */
  String arn() throws InterruptedException;

  @Override
  default void close() {}
}
