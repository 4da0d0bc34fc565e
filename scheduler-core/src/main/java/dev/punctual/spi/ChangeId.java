package dev.punctual.spi;

import dev.punctual.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * Who made a change. After a commit whose reply was lost, reading it back tells whether the change
 * was stored.
 *
 * @param node the node that decided it
 * @param sequence counts the changes of that node
 */
public record ChangeId(NodeId node, long sequence) {
  /** As a record's own, which at its first use would be linked for some milliseconds. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ChangeId that && sequence == that.sequence && node.equals(that.node);
  }

  @Override
  public int hashCode() {
    return 31 * node.hashCode() + Long.hashCode(sequence);
  }
}
