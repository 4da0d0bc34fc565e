package dev.punctual.internal.loop;

import dev.punctual.spi.Persistence;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * The stores that schedulers of this process run on. One store object serves one scheduler at a
 * time: its lock against a second opener cannot tell two schedulers that share the object.
 */
final class StoresInUse {
  private static final Set<Persistence> STORES =
      Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

  private StoresInUse() {}

  /** Returns whether it was free. */
  static boolean take(Persistence store) {
    return STORES.add(store);
  }

  static void giveBack(Persistence store) {
    STORES.remove(store);
  }
}
