package dev.punctual.examples;

import dev.punctual.CatchUp;
import dev.punctual.Job;
import dev.punctual.Retry;
import dev.punctual.SchedulerBuilder;
import dev.punctual.Target;
import dev.punctual.Trigger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.function.Consumer;

/**
 * The jobs of one component of an application, to be applied to its builder: {@code
 * Scheduler.builder().apply(new ShopJobs(shop))}. {@code TimeTravelTest} runs them through a month.
 */
final class ShopJobs implements Consumer<SchedulerBuilder> {
  static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  /** What the jobs call. */
  interface Shop {
    /**
     * Sends the report of a day.
     *
     * @param day the day
     * @throws InterruptedException if it is to stop
     */
    void report(LocalDate day) throws InterruptedException;

    /**
     * Takes over the prices of an hour.
     *
     * @param hour its beginning
     */
    void importPrices(Instant hour);
  }

  private final Shop shop;

  ShopJobs(Shop shop) {
    this.shop = shop;
  }

  @Override
  public void accept(SchedulerBuilder builder) {
    builder
        .job(
            "report",
            Trigger.daily(LocalTime.of(2, 30), BERLIN),
            run -> shop.report(LocalDate.ofInstant(run.scheduledTime(), BERLIN).minusDays(1)))
        .handler(Target.handler("prices"), run -> shop.importPrices(run.scheduledTime()))
        .job(
            Job.of("prices", Target.handler("prices"), Trigger.every(Duration.ofHours(1)))
                .withCatchUp(CatchUp.all().within(Duration.ofDays(1))))
        .job(
            Job.of(
                    "backup",
                    Target.of("lambda", "shop-backup"),
                    Trigger.weekly(DayOfWeek.SUNDAY, LocalTime.of(4, 0), BERLIN))
                .withRetry(Retry.fixed(3, Duration.ofMinutes(10))));
  }
}
