package dev.punctual;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One page of a listing.
 *
 * @param <T> what is listed
 * @param items the items of this page, in order
 * @param next where the next page starts, to be given to the query's {@code after}; empty on the
 *     last page
 */
public record Page<T>(List<T> items, Optional<String> next) implements Iterable<T> {
  /** Copies the items. */
  public Page {
    items = List.copyOf(items);
  }

  @Override
  public Iterator<T> iterator() {
    return items.iterator();
  }

  /**
   * The items of this page.
   *
   * @return a stream of them, in order
   */
  public Stream<T> stream() {
    return items.stream();
  }
}
