package dev.punctual.benchmarks.cron;

/** The libraries that stand side by side. */
public enum Peer {
  PUNCTUAL("Punctual"),
  QUARTZ("Quartz"),
  SPRING("Spring"),
  CRON_UTILS("cron-utils");

  private final String label;

  Peer(String label) {
    this.label = label;
  }

  /** Returns the name as its makers write it. */
  public String label() {
    return label;
  }
}
