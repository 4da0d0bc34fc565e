package dev.punctual.internal.loop;

import dev.punctual.InvalidDefinitionException;
import dev.punctual.Job;
import dev.punctual.Payload;
import dev.punctual.Target;
import dev.punctual.internal.text.Quote;
import dev.punctual.spi.JobExecutor;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The registered executors by name. Immutable.
 *
 * <p>A stored job names its <em>route</em>: the executor, or for handlers the one handler. Due jobs
 * are looked for by route, so that those whose executor or handler is not registered stay in the
 * store until it is.
 */
public final class Executors {
  private static final GuardedLogger LOG = GuardedLogger.of("dev.punctual.executors");

  private static final Duration DEFAULT_TIMEOUT = Duration.ofHours(1);
  private static final Duration LONGEST_TIMEOUT = Duration.ofDays(36_500);

  private final Map<String, JobExecutor> byName;
  private final Set<String> routes = new TreeSet<>();

  /**
   * The registry.
   *
   * @param byName the executors by name
   * @param handlers the names of the registered handlers
   */
  public Executors(Map<String, JobExecutor> byName, Set<String> handlers) {
    this.byName = byName;
    routes.addAll(byName.keySet());
    handlers.forEach(handler -> routes.add(routeOf(Target.handler(handler))));
  }

  /** What a job with this target is stored under. */
  static String routeOf(Target<?> target) {
    return target.executor().equals(Target.HANDLERS) ? target.toString() : target.executor();
  }

  Set<String> routes() {
    return routes;
  }

  Set<String> names() {
    return byName.keySet();
  }

  /** The routes that lead to some executors. */
  Set<String> routesOf(Set<String> names) {
    return routes.stream()
        .filter(route -> names.contains(route.split(" ", 2)[0]))
        .collect(Collectors.toSet());
  }

  boolean canRun(Target<?> target) {
    return routes.contains(routeOf(target));
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

  /** How long an attempt may take, whatever the executor answers. */
  static Duration timeout(JobExecutor executor, Target<?> target) {
    try {
      var longest = executor.timeout(target);
      if (longest.isPositive() && longest.compareTo(LONGEST_TIMEOUT) < 0) {
        return longest;
      }
      LOG.warn("the timeout {} of {} is not a positive one; it is an hour", longest, name(target));
    } catch (Throwable error) {
      LOG.warn(
          "the timeout of {} cannot be found out; it is an hour", name(target), Loggable.of(error));
    }
    return DEFAULT_TIMEOUT;
  }

  private static String name(Target<?> target) {
    return Quote.escaped(target.toString(), 200);
  }

  void close() {
    byName.forEach((name, executor) -> {
      try {
        executor.close();
      } catch (Throwable error) {
        LOG.warn("executor {} could not be closed", name, Loggable.of(error));
      }
    });
  }
}
