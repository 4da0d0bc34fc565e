package dev.punctual.verification.crash;

import dev.punctual.ExecutionKind;
import java.time.Instant;

/**
 * One line of the journal: something that was seen to happen, by the target or by the caller, never
 * by the scheduler under test. A line is words in a fixed order, and parses back.
 */
sealed interface Seen {
  Instant at();

  /** The job it is about; empty for what concerns all. */
  default String job() {
    return "";
  }

  /** A process is about to be started, by whoever kills it later. */
  record Spawned(Instant at) implements Seen {
    @Override
    public String toString() {
      return "spawned " + at;
    }
  }

  /** A process begins; it starts its scheduler next. */
  record Up(Instant at) implements Seen {
    @Override
    public String toString() {
      return "up " + at;
    }
  }

  /** A process is gone, in order or not. */
  record Down(Instant at) implements Seen {
    @Override
    public String toString() {
      return "down " + at;
    }
  }

  /** A call is about to be made, by a step of the script; {@code -1} for what every start does. */
  record Asked(Instant at, int step, Call call, String job) implements Seen {
    @Override
    public String toString() {
      return String.join(" ", "asked", "" + at, "" + step, call.name(), job);
    }
  }

  /** The call has returned; the answer is one word, {@code -} for none. */
  record Answered(Instant at, int step, Call call, String job, String answer) implements Seen {
    @Override
    public String toString() {
      return String.join(" ", "answered", "" + at, "" + step, call.name(), job, answer);
    }
  }

  /** An attempt begins at the target. */
  record Begun(Instant at, String job, String key, ExecutionKind kind, Instant time, int number)
      implements Seen {
    boolean isByHand() {
      return !kind.counts();
    }

    @Override
    public String toString() {
      return String.join(" ", "begun", "" + at, job, key, kind.name(), "" + time, "" + number);
    }
  }

  /** The target is through with an attempt. */
  record Done(Instant at, String job, String key, int number, boolean succeeded) implements Seen {
    @Override
    public String toString() {
      return String.join(" ", "done", "" + at, job, key, "" + number, "" + succeeded);
    }
  }

  /** A line of the log that was final when a process began. */
  record Found(Instant at, String job, String key, String status, int attempts) implements Seen {
    @Override
    public String toString() {
      return String.join(" ", "found", "" + at, job, key, status, "" + attempts);
    }
  }

  /** Reads a line. */
  static Seen parse(String line) {
    var words = line.split(" ", -1);
    var at = Instant.parse(words[1]);
    return switch (words[0]) {
      case "spawned" -> new Spawned(at);
      case "up" -> new Up(at);
      case "down" -> new Down(at);
      case "asked" -> new Asked(at, Integer.parseInt(words[2]), Call.valueOf(words[3]), words[4]);
      case "answered" ->
          new Answered(at, Integer.parseInt(words[2]), Call.valueOf(words[3]), words[4], words[5]);
      case "begun" ->
          new Begun(
              at,
              words[2],
              words[3],
              ExecutionKind.valueOf(words[4]),
              Instant.parse(words[5]),
              Integer.parseInt(words[6]));
      case "done" ->
          new Done(
              at, words[2], words[3], Integer.parseInt(words[4]), Boolean.parseBoolean(words[5]));
      case "found" -> new Found(at, words[2], words[3], words[4], Integer.parseInt(words[5]));
      default -> throw new IllegalArgumentException("unknown line: " + line);
    };
  }
}
