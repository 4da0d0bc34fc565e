/** Jobs declared in YAML or JSON files, and a scheduler set up from the environment. */
module dev.punctual.config {
  requires transitive dev.punctual;
  requires dev.punctual.http;
  requires dev.punctual.sqlite;
  requires org.slf4j;
  requires org.snakeyaml.engine;
  requires static org.jspecify;

  exports dev.punctual.config;
}
