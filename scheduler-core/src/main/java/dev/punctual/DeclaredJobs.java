package dev.punctual;

import dev.punctual.internal.loop.Declarations;
import dev.punctual.internal.loop.Executors;
import dev.punctual.internal.loop.Payloads;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What sources of declarations outside the code say of their jobs, by {@link
 * SchedulerBuilder#declare}. Unlike code, they can be broken in part, without stopping the rest.
 * For one thread.
 */
public final class DeclaredJobs {
  private final Map<JobId, Job> jobs = new LinkedHashMap<>();
  private final List<Doubtful> doubtful = new ArrayList<>();
  private final Set<JobId> off = new HashSet<>();
  private final Set<JobId> kept = new HashSet<>();
  private boolean keepsUndeclared;
  private boolean retiresUndeclared;

  DeclaredJobs() {}

  /** A job that is left out, and somebody told, if it turns out to be broken. */
  private record Doubtful(Job job, Consumer<? super InvalidDefinitionException> otherwise) {}

  /** Whether it is the first of its id. */
  boolean add(Job job) {
    return jobs.put(job.id(), job) == null;
  }

  /**
   * Declares a job that is not to stop the others if it is broken: if its target is not registered
   * or refuses its payload, then it is not declared, a stored job of this id stays as it is, and
   * the build goes on. If its id is declared elsewhere too, the other declaration holds.
   *
   * @param job the definition
   * @param otherwise told, when the scheduler is built or planned, why the job is left out
   * @return this
   */
  public DeclaredJobs job(Job job, Consumer<? super InvalidDefinitionException> otherwise) {
    doubtful.add(new Doubtful(job, Objects.requireNonNull(otherwise, "otherwise")));
    return this;
  }

  /**
   * Switches a job off, wherever else it is declared: at start it is not created, and if it is
   * stored and active it is paused with a note. Once it is declared and no longer switched off, it
   * goes on from then. A pause by an operator stays in any case.
   *
   * @param id the job
   * @return this
   * @throws InvalidDefinitionException if the id is not legal
   */
  public DeclaredJobs switchOff(String id) {
    off.add(JobId.of(id));
    return this;
  }

  /**
   * Leaves a job as it is stored, if it is, although it is not declared: its declaration is
   * somewhere else, or cannot be read now. Without effect on a job that is declared.
   *
   * @param id the job
   * @return this
   * @throws InvalidDefinitionException if the id is not legal
   */
  public DeclaredJobs keep(String id) {
    kept.add(JobId.of(id));
    return this;
  }

  /**
   * Leaves all stored jobs as they are that are not declared, since it is not known which of them
   * are missing by mistake.
   *
   * @return this
   */
  public DeclaredJobs keepUndeclared() {
    keepsUndeclared = true;
    return this;
  }

  /**
   * Says that what is declared is all there is to be, even if that is nothing: stored jobs that are
   * no longer declared are paused. {@link #keepUndeclared} outweighs it.
   *
   * @return this
   */
  public DeclaredJobs retireUndeclared() {
    retiresUndeclared = true;
    return this;
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
    boolean says = retiresUndeclared || !jobs.isEmpty() || !doubtful.isEmpty();
    sound.keySet().removeAll(off);
    return new Declarations(List.copyOf(sound.values()), off, left, says && !keepsUndeclared);
  }

  private static void check(Job job, Executors registry, PayloadCodec codec) {
    registry.validate(job, Payloads.encode(job.id(), job.payload(), codec));
  }
}
