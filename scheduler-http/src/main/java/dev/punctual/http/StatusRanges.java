package dev.punctual.http;

import dev.punctual.InvalidDefinitionException;
import dev.punctual.internal.text.Quote;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Statuses of answers, in the text form {@code 200-299, 304}.
 *
 * @param ranges at least one
 */
record StatusRanges(List<Range> ranges) {
  static final StatusRanges SUCCESS = new StatusRanges(List.of(new Range(200, 299)));

  private static final int MOST = 20;
  private static final Pattern RANGE = Pattern.compile("(\\d{3})(?: ?- ?(\\d{3}))?");

  /**
   * Statuses in a row.
   *
   * @param first from 200 on
   * @param last not before the first, to 599
   */
  record Range(int first, int last) {
    Range {
      if (first < 200 || last > 599 || first > last) {
        throw new InvalidDefinitionException(
            "expected statuses " + first + " to " + last + " are not a range from 200 to 599");
      }
    }

    @Override
    public String toString() {
      return first == last ? Integer.toString(first) : first + "-" + last;
    }
  }

  StatusRanges {
    ranges = List.copyOf(ranges);
    if (ranges.isEmpty() || ranges.size() > MOST) {
      throw new InvalidDefinitionException(
          "expected are 1 to " + MOST + " statuses or ranges, not " + ranges.size());
    }
  }

  static StatusRanges of(int... statuses) {
    return new StatusRanges(
        IntStream.of(statuses).mapToObj(status -> new Range(status, status)).toList());
  }

  static StatusRanges parse(String text) {
    var ranges = new ArrayList<Range>();
    for (var part : text.split(",", -1)) {
      var matcher = RANGE.matcher(part.strip());
      if (!matcher.matches()) {
        throw new InvalidDefinitionException(
            "expected statuses " + Quote.of(text) + " are not of the form 200-299, 304");
      }
      int first = Integer.parseInt(matcher.group(1));
      int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
      ranges.add(new Range(first, last));
    }
    return new StatusRanges(ranges);
  }

  boolean contain(int status) {
    return ranges.stream().anyMatch(range -> range.first() <= status && status <= range.last());
  }

  /** The text form. */
  @Override
  public String toString() {
    return ranges.stream().map(Range::toString).collect(Collectors.joining(", "));
  }
}
