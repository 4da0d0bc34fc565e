package dev.punctual.verification.lambda;

import static dev.punctual.verification.lambda.LambdaJobs.BILLING;

import dev.punctual.Delivery;
import dev.punctual.Scheduler;
import dev.punctual.sqlite.SqlitePersistence;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** The process that is killed while its Lambda functions run; it never ends by itself. */
final class KilledInMidCall {
  private KilledInMidCall() {}

  public static void main(String[] args) throws IOException {
    var scheduler =
        Scheduler.builder()
            .persistence(SqlitePersistence.open(Path.of(args[0]).resolve("jobs.db")))
            .executor("lambda", LambdaJobs.executor(URI.create(args[1])))
            .start();
    scheduler.schedule(LambdaJobs.now("again", BILLING.target(), Delivery.AT_LEAST_ONCE));
    scheduler.schedule(LambdaJobs.now("once", BILLING.target(), Delivery.AT_MOST_ONCE));
    scheduler.schedule(
        LambdaJobs.now(
            "durable", BILLING.withDurableExecutions().target(), Delivery.AT_LEAST_ONCE));
  }
}
