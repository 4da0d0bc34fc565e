package dev.punctual.verification.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The checker: compares what the target saw with what the log says, by rules of its own. It is told
 * nothing by the scheduler but the final content of the store. Each broken promise is a line that
 * begins with its number in the list of invariants: I1 to I8, I10, I14 and I18 about target and
 * log, I11 to I13 and I16 about calls and states.
 */
final class Promises {
  private Promises() {}

  static List<String> broken(Story story) {
    var broken = new ArrayList<String>();
    var jobs = new TreeSet<>(story.versions().keySet());
    story.seen(Seen.Begun.class).forEach(begun -> jobs.add(begun.job()));
    for (var job : jobs) {
      var versions = story.versions().get(job);
      if (versions == null) {
        broken.add("I1 " + job + ": it ran, and nobody asked for it");
        continue;
      }
      var own = story.about(job);
      var report = new Report(job, broken);
      new TargetRules(own, job, versions, report).check();
      new LogRules(own, job, versions, report).check();
      new CallRules(own, job, versions, report).check();
    }
    return broken;
  }

  /** Collects what is broken about one job. */
  record Report(String job, List<String> broken) {
    void expect(boolean holds, String promise, @Nullable Object what) {
      if (!holds) {
        broken.add(promise + " " + job + ": " + what);
      }
    }
  }
}
