package dev.punctual.verification.crash;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that the checker knows: what was asked for, what was seen, and what the store holds in the
 * end.
 *
 * @param versions what each job was asked to be, in order
 * @param seen the journal
 * @param rest the store's content at rest
 * @param tolerance how far what is seen may lag behind what happens
 * @param isPurged whether old lines of the log may be gone
 */
record Story(
    Map<String, List<Spec>> versions,
    List<Seen> seen,
    Rest rest,
    Duration tolerance,
    boolean isPurged) {
  /** The same, with nothing in the journal but what concerns one job. */
  Story about(String job) {
    var lines =
        seen.stream().filter(line -> line.job().isEmpty() || line.job().equals(job)).toList();
    return new Story(versions, lines, rest, tolerance, isPurged);
  }

  <T extends Seen> Stream<T> seen(Class<T> kind) {
    return seen.stream().filter(kind::isInstance).map(kind::cast);
  }

  /** The attempts that began, by key, in the order they were seen. */
  Map<String, List<Seen.Begun>> begunByKey(String job) {
    var byKey = new LinkedHashMap<String, List<Seen.Begun>>();
    seen(Seen.Begun.class)
        .filter(begun -> begun.job().equals(job))
        .forEach(begun -> byKey.computeIfAbsent(begun.key(), key -> new ArrayList<>()).add(begun));
    return byKey;
  }

  Optional<Seen.Done> done(String key, int number) {
    return seen(Seen.Done.class)
        .filter(done -> done.key().equals(key) && done.number() == number)
        .findFirst();
  }

  List<Instant> asked(Call call, String job) {
    return seen(Seen.Asked.class)
        .filter(asked -> asked.call() == call && asked.job().equals(job))
        .map(Seen.Asked::at)
        .toList();
  }

  List<Seen.Answered> answered(Call call, String job) {
    return seen(Seen.Answered.class)
        .filter(answered -> answered.call() == call && answered.job().equals(job))
        .toList();
  }

  /** When no process lived, each outage a little widened by the tolerance. */
  List<Window> outages() {
    var outages = new ArrayList<Window>();
    @Nullable Instant down = null;
    for (var line : seen) {
      if (line instanceof Seen.Down && down == null) {
        down = line.at();
      } else if (line instanceof Seen.Up && down != null) {
        outages.add(new Window(down.minus(tolerance), line.at().plus(tolerance)));
        down = null;
      }
    }
    return outages;
  }

  /** When a job may have been stopped by a call: from the question to the answer that ended it. */
  Optional<Window> possiblyStopped(Call stop, String job) {
    return asked(stop, job).stream().findFirst().map(from -> new Window(from, goesOn(job, true)));
  }

  /** When a job was certainly stopped: from the answer on, until somebody asked otherwise. */
  Optional<Window> certainlyStopped(Call stop, String job) {
    return answered(stop, job).stream()
        .findFirst()
        .map(answer -> new Window(answer.at(), goesOn(job, false)));
  }

  private Instant goesOn(String job, boolean atTheLatest) {
    var asked = asked(Call.RESUME, job).stream().findFirst();
    var answered = answered(Call.RESUME, job).stream().map(Seen.Answered::at).findFirst();
    return (atTheLatest ? answered : asked).orElse(Instant.MAX);
  }
}
