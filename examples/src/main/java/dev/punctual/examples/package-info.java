/**
 * Programs to run and to copy from. {@link dev.punctual.examples.Quickstart} is the one to begin
 * with; each is run by the build.
 */
@NullMarked
package dev.punctual.examples;

import org.jspecify.annotations.NullMarked;
