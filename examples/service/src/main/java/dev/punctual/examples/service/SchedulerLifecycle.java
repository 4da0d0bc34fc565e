package dev.punctual.examples.service;

import dev.punctual.Scheduler;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Ties the scheduler to the application: it starts when all beans are there and before the web
 * server answers, and closes when the last request has been answered and before any bean goes. So
 * no request meets a scheduler that does not run.
 */
@Component
final class SchedulerLifecycle implements SmartLifecycle {
  private final Scheduler scheduler;

  SchedulerLifecycle(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  @Override
  public void start() {
    scheduler.start();
  }

  @Override
  public void stop() {
    scheduler.close();
  }

  @Override
  public boolean isRunning() {
    return scheduler.health().running();
  }

  @Override
  public int getPhase() {
    return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1;
  }
}
