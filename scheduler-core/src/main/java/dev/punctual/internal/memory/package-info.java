/** The store in memory: the readable reference that the contract kit compares other stores with. */
@NullMarked
package dev.punctual.internal.memory;

import org.jspecify.annotations.NullMarked;
