package dev.punctual.config;

/** Where something stands in a file; both numbers begin at 1. */
record Place(int line, int column) {
  static final Place START = new Place(1, 1);
}
