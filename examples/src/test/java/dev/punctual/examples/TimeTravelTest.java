package dev.punctual.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.punctual.Execution;
import dev.punctual.ExecutionKind;
import dev.punctual.ExecutionStatus;
import dev.punctual.Outcome;
import dev.punctual.Scheduler;
import dev.punctual.SkipReason;
import dev.punctual.test.ScriptedExecutor;
import dev.punctual.test.TestScheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** The jobs of {@link ShopJobs} in virtual time: down-time, crashes and retries included. */
class TimeTravelTest {
  private final FakeShop shop = new FakeShop();

  private TestScheduler start(String instant, ScriptedExecutor lambda) {
    return TestScheduler.start(
        Scheduler.builder().apply(new ShopJobs(shop)).executor("lambda", lambda), instant);
  }

  private TestScheduler start(String instant) {
    return start(instant, ScriptedExecutor.succeeding());
  }

  @Test
  void a_month_has_a_report_for_each_day_also_where_the_clock_skips_half_past_two() {
    try (var time = start("2026-03-01T00:00:00Z")) {
      time.advance(Duration.ofDays(31));
      assertThat(time.executions("report"))
          .hasSize(31)
          .allMatch(run -> run.status() == ExecutionStatus.SUCCEEDED)
          .allMatch(run -> run.lateness().isZero())
          .extracting(Execution::scheduledTime)
          .contains(Instant.parse("2026-03-28T01:30:00Z"))
          .contains(Instant.parse("2026-03-29T01:00:00Z"))
          .contains(Instant.parse("2026-03-30T00:30:00Z"));
      assertThat(shop.reports).first().isEqualTo(LocalDate.parse("2026-02-28"));
      assertThat(shop.reports).doesNotHaveDuplicates();
    }
  }

  @Test
  void after_two_days_down_the_latest_report_is_sent_and_the_other_recorded_as_missed() {
    try (var time = start("2026-03-01T12:00:00Z")) {
      time.down(Duration.ofDays(2));
      assertThat(time.executions("report"))
          .extracting(Execution::kind, Execution::status, Execution::reason)
          .containsExactly(
              tuple(ExecutionKind.CATCH_UP, ExecutionStatus.SUCCEEDED, null),
              tuple(ExecutionKind.SCHEDULED, ExecutionStatus.SKIPPED, SkipReason.MISSED));
      assertThat(shop.reports).containsExactly(LocalDate.parse("2026-03-02"));
    }
  }

  @Test
  void each_hour_of_an_outage_is_imported_once_and_in_order() {
    try (var time = start("2026-03-01T00:30:00Z")) {
      time.advance(Duration.ofHours(2));
      time.down(Duration.ofHours(5));
      time.advance(Duration.ofHours(2));
      assertThat(shop.hours)
          .hasSize(9)
          .isSorted()
          .doesNotHaveDuplicates()
          .first()
          .isEqualTo(Instant.parse("2026-03-01T01:00:00Z"));
    }
  }

  @Test
  void hours_that_passed_more_than_a_day_ago_are_counted_and_not_imported() {
    try (var time = start("2026-03-01T00:30:00Z")) {
      time.down(Duration.ofDays(3));
      assertThat(shop.hours).hasSize(24);
      assertThat(time.executions("prices").getLast().times()).isEqualTo(48);
    }
  }

  @Test
  void a_backup_that_cannot_reach_lambda_is_tried_again_ten_minutes_later_with_the_same_key() {
    var lambda = ScriptedExecutor.answering(Outcome.notStarted("throttled"), Outcome.succeeded());
    try (var time = start("2026-03-01T00:00:00Z", lambda)) {
      time.advance(Duration.ofDays(1));
      var backup = time.executions("backup").getFirst();
      assertThat(backup.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
      assertThat(backup.attempts()).isEqualTo(2);
      assertThat(backup.dueTime()).isEqualTo(Instant.parse("2026-03-01T03:10:00Z"));
      assertThat(lambda.attempts())
          .extracting(run -> run.key())
          .hasSize(2)
          .containsOnly(key(backup));
    }
  }

  @Test
  void a_report_cut_short_by_a_crash_is_sent_again_with_the_same_key() {
    shop.blocks = true;
    try (var time = start("2026-03-01T00:00:00Z")) {
      time.advance(Duration.ofHours(2));
      var running = time.executions("report").getFirst();
      assertThat(running.status().isFinal()).isFalse();
      shop.blocks = false;
      time.crash(Duration.ofMinutes(1));
      var report = time.executions("report").getFirst();
      assertThat(report.id()).isEqualTo(running.id());
      assertThat(report.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
      assertThat(report.attempts()).isEqualTo(2);
    }
  }

  private static String key(Execution execution) {
    return execution.id().value();
  }

  /** Remembers what it was asked; while it blocks, a report does not end. */
  private static final class FakeShop implements ShopJobs.Shop {
    final List<LocalDate> reports = new CopyOnWriteArrayList<>();
    final List<Instant> hours = new CopyOnWriteArrayList<>();
    volatile boolean blocks;

    @Override
    public void report(LocalDate day) throws InterruptedException {
      if (blocks) {
        new CountDownLatch(1).await();
      }
      reports.add(day);
    }

    @Override
    public void importPrices(Instant hour) {
      hours.add(hour);
    }
  }
}
