package dev.punctual.benchmarks.jobs;

import dev.punctual.benchmarks.jobs.peers.PunctualSession;
import java.nio.file.Path;

/** The libraries that are measured, with the store that each is given. */
public enum Contender {
  PUNCTUAL("Punctual, SQLite", true, PunctualSession::open);

  private final String label;
  private final boolean isDurable;
  private final Opener opener;

  Contender(String label, boolean isDurable, Opener opener) {
    this.label = label;
    this.isDurable = isDurable;
    this.opener = opener;
  }

  /** Opens a session. */
  @FunctionalInterface
  interface Opener {
    Session open(Path folder) throws Exception;
  }

  /** Name and store. */
  public String label() {
    return label;
  }

  /** Whether its jobs survive their process. */
  boolean isDurable() {
    return isDurable;
  }

  /**
   * Opens a scheduler that does not run yet.
   *
   * @param folder where its store is, or is to be made
   */
  Session open(Path folder) throws Exception {
    return opener.open(folder);
  }
}
