/**
 * Contract kits for implementers: extend {@link dev.punctual.tck.PersistenceContract} for a store,
 * {@link dev.punctual.tck.JobExecutorContract} for an executor, in a JUnit test. Each test carries
 * the number of the rule of {@link dev.punctual.spi} that it checks.
 */
@NullMarked
package dev.punctual.tck;

import org.jspecify.annotations.NullMarked;
