package dev.punctual.examples.service;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The application. */
@SpringBootApplication(proxyBeanMethods = false)
public class ServiceApplication {
  /**
   * Runs it until the process is told to stop.
   *
   * @param args settings such as {@code --punctual.database=/var/lib/jobs.db}
   */
  public static void main(String[] args) {
    SpringApplication.run(ServiceApplication.class, args);
  }
}
