package dev.punctual.internal.machine;

import dev.punctual.ExecutionId;

/**
 * A call that asked for a run, and the run it was given. It is remembered for a while, so that a
 * call whose answer was lost is not given a second run when it is decided again, whoever has
 * changed the job in between.
 *
 * @param call a digest of what is unique to the call
 * @param run the execution
 */
record Answered(String call, ExecutionId run) {
  @Override
  public String toString() {
    return call + ' ' + run;
  }

  static Answered parse(String text) {
    var words = text.split(" ", -1);
    return new Answered(words[0], new ExecutionId(words[1]));
  }
}
