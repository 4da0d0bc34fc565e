package dev.punctual.config;

import dev.punctual.Job;
import dev.punctual.Payload;
import dev.punctual.internal.machine.DefinitionText;
import java.util.ArrayList;
import java.util.List;

/** All of a job on one line: id, target, payload, trigger, and each policy that is not usual. */
final class JobWords {
  private JobWords() {}

  static String of(Job job) {
    var payload = (Payload) job.payload();
    var words = new ArrayList<String>();
    words.add(job.id().value());
    words.add(job.target().toString());
    words.add(payload.isNone() ? "none" : payload.asText().replace('\n', '⏎'));
    words.add(job.trigger().toString());
    var usual = lines(Job.of(job.id().value(), job.target(), job.trigger()));
    lines(job).stream().filter(line -> !usual.contains(line)).forEach(words::add);
    return String.join(" | ", words);
  }

  private static List<String> lines(Job job) {
    return DefinitionText.format(job, Payload.none()).lines().toList();
  }
}
