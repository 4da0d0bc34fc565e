package dev.punctual.benchmarks.jobs.peers;

import dev.punctual.benchmarks.jobs.Session;
import dev.punctual.benchmarks.jobs.Starts;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jobrunr.configuration.JobRunr;
import org.jobrunr.configuration.JobRunrConfiguration.JobRunrConfigurationResult;
import org.jobrunr.jobs.lambdas.JobRequest;
import org.jobrunr.jobs.lambdas.JobRequestHandler;
import org.jobrunr.scheduling.JobBuilder;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.storage.sql.sqlite.SqLiteStorageProvider;
import org.jobrunr.utils.mapper.jackson3.Jackson3JsonMapper;

/**
 * JobRunr, polling every 5 s, which is the shortest it allows for a database. A poll takes as many
 * due jobs as there may be, and many workers make large batches; one connection, for with more of
 * them SQLite refuses some as busy.
 */
public final class JobRunrSession implements Session {
  private static final int POLLING_SECONDS = 5;
  private static final int CONNECTIONS = 1;
  private static final int PAGE = 5_000;
  private static final int WORKERS = 200;
  private static final String SUCCEEDED =
      "SELECT count(*) FROM jobrunr_jobs WHERE state = 'SUCCEEDED'";

  private final SqliteFile file;
  private final SqLiteStorageProvider store;
  private final JobRunrConfigurationResult jobRunr;
  private final long succeededBefore;

  private JobRunrSession(SqliteFile file) throws SQLException {
    this.file = file;
    store = new SqLiteStorageProvider(file.pool());
    jobRunr =
        JobRunr.configure()
            .useJsonMapper(new Jackson3JsonMapper())
            .useStorageProvider(store)
            .useBackgroundJobServer(
                BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration()
                    .andPollIntervalInSeconds(POLLING_SECONDS)
                    .andScheduledJobsRequestSize(PAGE)
                    .andWorkerCount(WORKERS),
                false)
            .initialize();
    succeededBefore = file.number(SUCCEEDED);
  }

  /** Opens the store in a folder. */
  public static JobRunrSession open(Path folder) throws SQLException {
    return new JobRunrSession(SqliteFile.open(folder, CONNECTIONS, true));
  }

  /**
   * What every job runs.
   *
   * @param number the job's number
   */
  public record Work(int number) implements JobRequest {
    @Override
    public Class<WorkHandler> getJobRequestHandler() {
      return WorkHandler.class;
    }
  }

  /** Runs it. */
  public static final class WorkHandler implements JobRequestHandler<Work> {
    @Override
    public void run(Work work) {
      Starts.note(work.number());
    }
  }

  @Override
  public void schedule(int number, Instant dueTime) {
    jobRunr.getJobRequestScheduler().schedule(dueTime, new Work(number));
  }

  @Override
  public void scheduleAll(int first, List<Instant> dueTimes) {
    jobRunr
        .getJobRequestScheduler()
        .create(
            IntStream.range(0, dueTimes.size())
                .mapToObj(i ->
                    JobBuilder.aJob()
                        .scheduleAt(dueTimes.get(i))
                        .withJobRequest(new Work(first + i))));
  }

  @Override
  public void start() {
    jobRunr.getBackgroundJobServer().start();
  }

  @Override
  public long recorded() throws SQLException {
    return file.number(SUCCEEDED) - succeededBefore;
  }

  @Override
  public void close() {
    JobRunr.destroy();
    store.close();
    try {
      file.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
