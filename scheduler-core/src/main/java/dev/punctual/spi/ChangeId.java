package dev.punctual.spi;

import dev.punctual.NodeId;

/**
 * Who made a change. After a commit whose reply was lost, reading it back tells whether the change
 * was stored.
 *
 * @param node the node that decided it
 * @param sequence counts the changes of that node
 */
public record ChangeId(NodeId node, long sequence) {}
