package dev.punctual.benchmarks.jobs;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** What this process has taken of the processor. */
final class Processor {
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private Processor() {}

  /** Over all threads, since the process began. */
  static long nanos() {
    return SYSTEM.getProcessCpuTime();
  }
}
