package dev.punctual.internal.text;

import dev.punctual.InvalidDefinitionException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Reads the text form of a policy or trigger word by word: words are separated by single spaces,
 * and text in double quotation marks is one word. Used by one thread, once.
 */
public final class Words {
  private static final int LONGEST = 2_000;
  private static final char QUOTE = '"';

  private final String what;
  private final String text;
  private final List<String> words;
  private int at;

  /**
   * Splits a text.
   *
   * @param what what is read, for messages
   * @param text the text form
   * @throws InvalidDefinitionException if the text is empty, too long or has a lone quotation mark
   */
  public Words(String what, String text) {
    this.what = what;
    this.text = text;
    if (text.length() > LONGEST) {
      throw error("is longer than " + LONGEST + " characters");
    }
    this.words = split();
  }

  private List<String> split() {
    var found = new ArrayList<String>();
    int from = 0;
    while (from < text.length()) {
      char first = text.charAt(from);
      if (isSpace(first)) {
        from++;
      } else if (first == QUOTE) {
        int end = text.indexOf(QUOTE, from + 1);
        if (end < 0) {
          throw error("has a lone quotation mark");
        }
        found.add(text.substring(from + 1, end));
        from = end + 1;
      } else {
        int end = from + 1;
        while (end < text.length() && text.charAt(end) != QUOTE && !isSpace(text.charAt(end))) {
          end++;
        }
        found.add(text.substring(from, end));
        from = end;
      }
    }
    return found;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  /**
   * The next word.
   *
   * @return the word, without quotation marks
   * @throws InvalidDefinitionException at the end
   */
  public String next() {
    if (at == words.size()) {
      throw error("ends too early");
    }
    return words.get(at++);
  }

  /**
   * Whether a word is left.
   *
   * @return false at the end
   */
  public boolean hasNext() {
    return at < words.size();
  }

  /**
   * Passes over the given words if they come next.
   *
   * @param expected the words
   * @return whether they came
   */
  public boolean skip(String... expected) {
    var wanted = List.of(expected);
    if (words.size() - at < wanted.size()
        || !words.subList(at, at + wanted.size()).equals(wanted)) {
      return false;
    }
    at += wanted.size();
    return true;
  }

  /**
   * Passes over the given word.
   *
   * @param expected the word that must come
   * @throws InvalidDefinitionException if another one comes
   */
  public void expect(String expected) {
    if (!skip(expected)) {
      throw error("lacks the word " + expected);
    }
  }

  /**
   * The next word as a duration.
   *
   * @return the duration
   * @throws InvalidDefinitionException if it is none
   */
  public Duration duration() {
    return read(DurationText::parse);
  }

  /**
   * The next word as a whole number.
   *
   * @return the number
   * @throws InvalidDefinitionException if it is none
   */
  public int number() {
    return read(Integer::parseInt);
  }

  /**
   * The next word as an instant.
   *
   * @return the instant
   * @throws InvalidDefinitionException if it is none
   */
  public Instant instant() {
    return read(Instant::parse);
  }

  /**
   * The next word as a zone.
   *
   * @return the zone
   * @throws InvalidDefinitionException if it is none
   */
  public ZoneId zone() {
    return read(ZoneId::of);
  }

  /**
   * The next word, converted.
   *
   * @param <T> the result
   * @param conversion may throw IllegalArgumentException or DateTimeException
   * @return the converted word
   * @throws InvalidDefinitionException if it cannot be converted
   */
  public <T> T read(Function<String, T> conversion) {
    String word = next();
    try {
      return conversion.apply(word);
    } catch (InvalidDefinitionException e) {
      throw e;
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new InvalidDefinitionException(message("cannot be read at " + Quote.of(word)), e);
    }
  }

  /**
   * Checks that nothing is left.
   *
   * @throws InvalidDefinitionException if something is
   */
  public void end() {
    if (at < words.size()) {
      throw error("goes on with unknown " + Quote.of(words.get(at)));
    }
  }

  private InvalidDefinitionException error(String fault) {
    return new InvalidDefinitionException(message(fault));
  }

  private String message(String fault) {
    return what + ' ' + Quote.of(text) + ' ' + fault;
  }
}
