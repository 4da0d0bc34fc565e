package dev.punctual.spi;

import dev.punctual.Payload;

/**
 * What a change writes when a job is created or redefined; opaque to the store.
 *
 * @param text the definition's text form, at most 100,000 characters
 * @param payload the payload, {@link Payload#none()} for none
 */
public record Definition(String text, Payload payload) {
  /** The payload's size only. */
  @Override
  public String toString() {
    return "Definition[" + text.length() + " chars, " + payload + "]";
  }
}
