/**
 * Scheduling for applications: jobs that run on time, survive restarts, and leave a log. The
 * modules that internal packages are opened to are Punctual's own and need not be there.
 */
@SuppressWarnings("module")
module dev.punctual {
  requires com.cronutils;
  requires transitive org.slf4j;
  requires static transitive org.jspecify;

  exports dev.punctual;
  exports dev.punctual.spi;
  exports dev.punctual.internal.loop to
      dev.punctual.test;
  exports dev.punctual.internal.text to
      dev.punctual.config,
      dev.punctual.http,
      dev.punctual.lambda;
  exports dev.punctual.internal.machine to
      dev.punctual.test;
  exports dev.punctual.internal.memory to
      dev.punctual.test,
      dev.punctual.tck;
}
