package dev.punctual.internal.machine;

import dev.punctual.NodeId;
import java.time.Instant;

/**
 * Who decides, and since when it has been attentive without a gap. A scheduled time that arrives
 * while somebody watches and the job is busy is overlapped; one that passed unwatched is missed.
 *
 * @param node the node that decides
 * @param since when its attention began: its start, or the end of the last suspension
 * @param before when an earlier attention of the same node ended; the distant past if there was
 *     none
 */
public record Watch(NodeId node, Instant since, Instant before) {
  /**
   * The first watch of a node.
   *
   * @param node the node
   * @param since its start
   */
  public Watch(NodeId node, Instant since) {
    this(node, since, Instant.EPOCH);
  }
}
