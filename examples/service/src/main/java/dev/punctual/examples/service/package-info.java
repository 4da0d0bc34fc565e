/**
 * A web service that schedules Lambda functions: how a Spring Boot application holds a scheduler.
 * Start reading at {@link dev.punctual.examples.service.SchedulerConfiguration} and {@link
 * dev.punctual.examples.service.ScheduleController}.
 */
@NullMarked
package dev.punctual.examples.service;

import org.jspecify.annotations.NullMarked;
