/** Jobs that run as HTTP calls. */
module dev.punctual.http {
  requires transitive dev.punctual;
  requires static transitive org.jspecify;
  requires java.net.http;

  exports dev.punctual.http;
}
