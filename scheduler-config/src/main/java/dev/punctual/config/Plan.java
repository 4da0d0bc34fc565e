package dev.punctual.config;

import dev.punctual.InvalidDefinitionException;
import dev.punctual.Job;
import dev.punctual.Outcome;
import dev.punctual.Scheduler;
import dev.punctual.SchedulerBuilder;
import dev.punctual.SchedulerException;
import dev.punctual.StartPlan;
import dev.punctual.Target;
import dev.punctual.sqlite.SqlitePersistence;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Prints what a start would make of a schedule file, and what is wrong with the file, without
 * starting anything: {@code java … dev.punctual.config.Plan schedules.yaml --database jobs.db}.
 * What is left out is taken from the environment, as {@link SchedulerConfiguration} does.
 *
 * <p>It ends with 0 if the file has no faults, with 1 if it has, and with 2 if there is no plan:
 * the file is not YAML, the database is in use, the arguments are wrong. A database that does not
 * exist is not created. Executors and handlers are those of the application, so whether a target is
 * registered is not checked here; and jobs that the application declares in code are shown as to be
 * retired. {@link SchedulerBuilder#plan()}, asked in the application, knows both.
 */
public final class Plan {
  private static final String DATABASE = "--database";
  private static final String USAGE =
      "usage: dev.punctual.config.Plan [schedules.yaml] [--database jobs.db]";

  private Plan() {}

  /**
   * Prints the plan.
   *
   * @param args a schedule file, and {@code --database} with the SQLite file
   */
  public static void main(String[] args) {
    System.exit(run(List.of(args), System.getenv(), System.out, System.err));
  }

  static int run(
      List<String> args, Map<String, String> environment, PrintStream out, PrintStream err) {
    try {
      var paths = paths(args);
      var configuration = SchedulerConfiguration.from(environment);
      var schedules =
          Optional.ofNullable(paths.get(""))
              .or(configuration::schedules)
              .orElseThrow(() -> new InvalidDefinitionException(USAGE));
      var database = Optional.ofNullable(paths.get(DATABASE)).or(configuration::database);
      var file = ScheduleFile.read(schedules, configuration.scheduleDefaults());
      out.println(plan(file, database, out));
      file.faults().forEach(err::println);
      return file.faults().isEmpty() ? 0 : 1;
    } catch (SchedulerException e) {
      err.println(e.getMessage());
      return 2;
    }
  }

  private static Map<String, Path> paths(List<String> args) {
    var paths = new HashMap<String, Path>();
    for (var rest = args.iterator(); rest.hasNext(); ) {
      var arg = rest.next();
      boolean isOption = arg.equals(DATABASE) && rest.hasNext();
      if (arg.startsWith("-") && !isOption) {
        throw new InvalidDefinitionException(USAGE);
      }
      var earlier =
          isOption ? paths.put(DATABASE, Path.of(rest.next())) : paths.put("", Path.of(arg));
      if (earlier != null) {
        throw new InvalidDefinitionException(USAGE);
      }
    }
    return paths;
  }

  private static StartPlan plan(ScheduleFile file, Optional<Path> database, PrintStream out) {
    var builder = withAnyTarget(file);
    var existing = database.filter(Files::exists);
    if (existing.isEmpty()) {
      out.println(
          database.map(path -> path + " does not exist yet").orElse("no database is given")
              + ": everything is new");
      return builder.plan();
    }
    try (var store = SqlitePersistence.open(existing.get())) {
      return builder.persistence(store).plan();
    }
  }

  /** Takes the registration of every target for granted. */
  private static SchedulerBuilder withAnyTarget(ScheduleFile file) {
    var builder = Scheduler.builder();
    file.applyTo(builder, fault -> {});
    var targets =
        file.jobs().stream()
            .map(Job::target)
            .collect(
                Collectors.groupingBy(
                    Target::executor, Collectors.mapping(Target::address, Collectors.toSet())));
    targets.forEach((executor, addresses) -> {
      if (executor.equals(Target.HANDLERS)) {
        addresses.forEach(name -> builder.handler(Target.handler(name), run -> {}));
      } else {
        builder.executor(executor, attempt -> Outcome.succeeded());
      }
    });
    return builder;
  }
}
