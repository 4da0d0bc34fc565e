package dev.punctual.verification.crash;

/**
 * Where a process ends: before or after a call to the store.
 *
 * @param call counted from 1; 0 for never
 * @param isBefore whether it ends before the call takes effect
 */
record HaltPoint(int call, boolean isBefore) {
  static final HaltPoint NEVER = new HaltPoint(0, true);

  /** The inverse of {@link #toString}. */
  static HaltPoint parse(String text) {
    var words = text.split(" ", -1);
    return new HaltPoint(Integer.parseInt(words[1]), words[0].equals("before"));
  }

  @Override
  public String toString() {
    return (isBefore ? "before " : "after ") + call;
  }
}
