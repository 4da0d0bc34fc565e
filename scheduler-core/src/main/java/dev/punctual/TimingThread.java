package dev.punctual;

/** What kind of thread the timing loop runs on. */
public enum TimingThread {
  /** A virtual thread, which shares its carriers with the handlers. */
  VIRTUAL,
  /** A platform thread of its own, on time even while handlers keep every carrier busy. */
  PLATFORM
}
