package dev.punctual.examples.service;

import dev.punctual.Scheduler;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** The scheduler's part of {@code /actuator/health}: figures and names, never data of jobs. */
@Component
final class SchedulerHealthIndicator implements HealthIndicator {
  private final Scheduler scheduler;

  SchedulerHealthIndicator(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  @Override
  public Health health() {
    var now = scheduler.health();
    var health = now.isUp() ? Health.up() : Health.down();
    now.lastSuccess().ifPresent(time -> health.withDetail("lastSuccess", time));
    return health
        .withDetail("running", now.running())
        .withDetail("storeReachable", now.storeReachable())
        .withDetail("claimed", now.claimed())
        .withDetail("executing", now.executing())
        .withDetail("overdue", now.overdue())
        .withDetail("stuck", now.stuck().size())
        .withDetail("unreadable", now.unreadable().size())
        .withDetail("unregistered", now.unregistered())
        .withDetail("openCircuits", now.openCircuits())
        .withDetail("latenessP99", now.lateness().p99())
        .build();
  }
}
