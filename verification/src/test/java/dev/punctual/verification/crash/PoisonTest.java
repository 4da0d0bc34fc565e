package dev.punctual.verification.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.ExecutionStatus;
import dev.punctual.JobState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A handler that kills its process at each attempt, and a supervisor that starts it again. */
class PoisonTest {
  private static final int TRIES = 5;

  @TempDir private Path folder;

  @Test
  void a_job_that_kills_its_process_is_parked_after_five_tries_and_the_others_run()
      throws IOException, InterruptedException {
    var scenario = Scenarios.poison();
    int deaths = 0;
    while (liveOnce(scenario) == Fuse.HALTED && deaths < 2 * TRIES) {
      deaths++;
    }
    assertThat(deaths).as("processes it took with it").isEqualTo(TRIES);

    var rest = Life.live(folder, scenario, HaltPoint.NEVER).rest();
    assertThat(rest.jobs().get("poison").state()).isEqualTo(JobState.PAUSED);
    assertThat(rest.jobs().get("poison").note()).startsWith("parked");
    assertThat(rest.log("poison"))
        .singleElement()
        .matches(line -> line.status() == ExecutionStatus.UNKNOWN && line.attempts() == TRIES);

    var seen = Journal.read(folder.resolve("journal.txt"));
    var story = new Story(scenario.versions(), seen, rest, Duration.ofMillis(200), false);
    assertThat(Promises.broken(story)).isEmpty();
    assertThat(rest.jobs().get("beside").state()).isEqualTo(JobState.ACTIVE);
    assertThat(rest.log("beside"))
        .as("each of its times, of the outages too, has run")
        .hasSizeGreaterThan(6)
        .filteredOn(line -> line.status().isFinal())
        .allMatch(line -> line.status() == ExecutionStatus.SUCCEEDED);
  }

  private int liveOnce(Scenario scenario) throws IOException, InterruptedException {
    return ChildProcess.run(
        folder,
        CrashingProcess.class,
        Fuse.HALTED,
        folder.toString(),
        scenario.name(),
        HaltPoint.NEVER.toString());
  }
}
