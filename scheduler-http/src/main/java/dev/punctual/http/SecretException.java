package dev.punctual.http;

/** A secret that cannot be sent. Names it, and says nothing of its value. */
final class SecretException extends Exception {
  private static final long serialVersionUID = 1L;

  SecretException(String name, String fault) {
    super("secret '" + name + "' " + fault, null, false, false);
  }
}
