/**
 * Tests of an application's jobs in virtual time: {@link dev.punctual.test.TestScheduler} drives
 * the real scheduler, {@link dev.punctual.test.ScriptedExecutor} stands in for what it calls. Free
 * of any test framework.
 */
@NullMarked
package dev.punctual.test;

import org.jspecify.annotations.NullMarked;
