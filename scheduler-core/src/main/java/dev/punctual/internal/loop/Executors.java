package dev.punctual.internal.loop;

import dev.punctual.InvalidDefinitionException;
import dev.punctual.Job;
import dev.punctual.Payload;
import dev.punctual.internal.text.Quote;
import dev.punctual.spi.JobExecutor;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The registered executors by name. Immutable. */
public final class Executors {
  private static final Logger LOG = LoggerFactory.getLogger("dev.punctual.executors");

  private final Map<String, JobExecutor> byName;

  /**
   * The registry.
   *
   * @param byName the executors by name
   */
  public Executors(Map<String, JobExecutor> byName) {
    this.byName = byName;
  }

  Set<String> names() {
    return byName.keySet();
  }

  @Nullable JobExecutor find(String name) {
    return byName.get(name);
  }

  /**
   * Checks in the caller's thread that a job can work, whatever the executor throws.
   *
   * @param job the job
   * @param payload its encoded payload
   * @throws InvalidDefinitionException if it cannot
   */
  public void validate(Job job, Payload payload) {
    var target = job.target();
    try {
      registered(target.executor()).validate(target, payload);
    } catch (RuntimeException e) {
      var reason = e instanceof InvalidDefinitionException ? "" : e.getClass().getName() + ": ";
      throw new InvalidDefinitionException(
          "job " + job.id() + ": " + reason + Quote.escaped(String.valueOf(e.getMessage()), 1_000),
          e);
    }
  }

  private JobExecutor registered(String name) {
    var executor = byName.get(name);
    if (executor == null) {
      throw new InvalidDefinitionException(
          "no executor "
              + Quote.of(name)
              + " is registered, but "
              + new TreeSet<>(byName.keySet())
              + "; register it with SchedulerBuilder.executor(name, executor)");
    }
    return executor;
  }

  void close() {
    byName.forEach((name, executor) -> {
      try {
        executor.close();
      } catch (Throwable error) {
        LOG.warn("executor {} could not be closed", name, error);
      }
    });
  }
}
