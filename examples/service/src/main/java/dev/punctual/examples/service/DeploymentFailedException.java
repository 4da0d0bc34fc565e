package dev.punctual.examples.service;

import dev.punctual.SchedulerException;

/** AWS did not take a function; the message says why. */
final class DeploymentFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DeploymentFailedException(SchedulerException cause) {
    super(cause.getMessage(), cause);
  }
}
