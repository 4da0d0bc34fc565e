package dev.punctual;

import dev.punctual.internal.loop.Declarations;
import dev.punctual.internal.loop.Executors;
import dev.punctual.internal.loop.Payloads;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** What a builder is told about its jobs, until it is checked. For one thread. */
final class DeclaredJobs {
  private final Map<JobId, Job> jobs = new LinkedHashMap<>();
  private final List<Doubtful> doubtful = new ArrayList<>();
  private final Set<JobId> off = new HashSet<>();
  private final Set<JobId> kept = new HashSet<>();
  private boolean keepsUndeclared;
  private boolean retiresUndeclared;

  /** A job that is left out, and somebody told, if it turns out to be broken. */
  private record Doubtful(Job job, Consumer<? super InvalidDefinitionException> otherwise) {}

  /** Whether it is the first of its id. */
  boolean add(Job job) {
    return jobs.put(job.id(), job) == null;
  }

  void addUnlessBroken(Job job, Consumer<? super InvalidDefinitionException> otherwise) {
    doubtful.add(new Doubtful(job, otherwise));
  }

  void switchOff(JobId id) {
    off.add(id);
  }

  void keep(JobId id) {
    kept.add(id);
  }

  void keepUndeclared() {
    keepsUndeclared = true;
  }

  void retireUndeclared() {
    retiresUndeclared = true;
  }

  /** All of it, checked: what is wrong is added to the faults, or told to whoever asked for it. */
  Declarations check(Executors registry, PayloadCodec codec, List<String> faults) {
    var sound = new LinkedHashMap<>(jobs);
    var left = new HashSet<>(kept);
    for (var job : jobs.values()) {
      try {
        check(job, registry, codec);
      } catch (InvalidDefinitionException e) {
        faults.add(String.valueOf(e.getMessage()));
      }
    }
    for (var each : doubtful) {
      var job = each.job();
      try {
        if (sound.containsKey(job.id())) {
          throw new InvalidDefinitionException("job " + job.id() + " is declared elsewhere too");
        }
        check(job, registry, codec);
        sound.put(job.id(), job);
      } catch (InvalidDefinitionException e) {
        left.add(job.id());
        each.otherwise().accept(e);
      }
    }
    boolean says = retiresUndeclared || !jobs.isEmpty() || !doubtful.isEmpty() || !off.isEmpty();
    sound.keySet().removeAll(off);
    return new Declarations(List.copyOf(sound.values()), off, left, says && !keepsUndeclared);
  }

  private static void check(Job job, Executors registry, PayloadCodec codec) {
    registry.validate(job, Payloads.encode(job.id(), job.payload(), codec));
  }
}
