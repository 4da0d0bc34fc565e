/** Virtual time and scripted executors for tests of an application's jobs. */
module dev.punctual.test {
  requires transitive dev.punctual;
  requires static transitive org.jspecify;

  exports dev.punctual.test;
}
