/** The schedulers that are measured, each set up as its documentation advises for speed. */
@NullMarked
package dev.punctual.benchmarks.jobs.peers;

import org.jspecify.annotations.NullMarked;
