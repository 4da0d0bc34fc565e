package dev.punctual;

import dev.punctual.internal.text.Alphabet;
import org.jspecify.annotations.Nullable;

/**
 * One running scheduler. Every start of a scheduler gets a new id, so that what an earlier process
 * left behind is never mistaken for one's own.
 *
 * @param value 1 to 64 characters of {@code a-z 0-9 -}
 */
public record NodeId(String value) implements Comparable<NodeId> {
  private static final Alphabet LEGAL = new Alphabet("az", "09", "--");

  /**
   * Checks the id.
   *
   * @throws IllegalArgumentException if it has other characters
   */
  public NodeId {
    if (!LEGAL.spells(value, 1, 64)) {
      throw new IllegalArgumentException("a node id is 1 to 64 characters of a-z 0-9 -");
    }
  }

  /** As a record's own, which at its first use would be linked for some milliseconds. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof NodeId that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public int compareTo(NodeId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
