package dev.punctual.verification.crash;

/** The errors that strangers' code may end with. */
enum AnError {
  OUT_OF_MEMORY(OutOfMemoryError.class) {
    @Override
    int happen() {
      throw new OutOfMemoryError("thrown by a test");
    }
  },
  STACK_OVERFLOW(StackOverflowError.class) {
    @Override
    int happen() {
      return descend(1);
    }
  },
  LINKAGE(NoClassDefFoundError.class) {
    @Override
    int happen() {
      throw new NoClassDefFoundError("thrown by a test");
    }
  },
  ASSERTION(AssertionError.class) {
    @Override
    int happen() {
      throw new AssertionError("thrown by a test");
    }
  };

  private final Class<? extends Error> type;

  AnError(Class<? extends Error> type) {
    this.type = type;
  }

  Class<? extends Error> type() {
    return type;
  }

  /** Throws it; the stack really overflows. */
  abstract int happen();

  private static int descend(int depth) {
    return depth < 0 ? depth : descend(depth + 1) + 1;
  }
}
