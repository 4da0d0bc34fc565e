/** Contract kits for implementers of stores and executors. */
module dev.punctual.tck {
  requires transitive dev.punctual;
  requires transitive org.junit.jupiter.api;
  requires org.assertj.core;
  requires static org.jspecify;

  exports dev.punctual.tck;
}
