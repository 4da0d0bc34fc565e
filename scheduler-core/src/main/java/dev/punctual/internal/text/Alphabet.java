package dev.punctual.internal.text;

/** Characters of which the parts of an identity may be made; checked at every read from a store. */
public final class Alphabet {
  private final boolean[] members = new boolean[128];

  /**
   * An alphabet.
   *
   * @param ranges first and last character of each range, all ASCII
   */
  public Alphabet(String... ranges) {
    for (var range : ranges) {
      for (char c = range.charAt(0); c <= range.charAt(1); c++) {
        members[c] = true;
      }
    }
  }

  /**
   * Whether a text is made of it.
   *
   * @param text the text
   * @param fewest how many characters it has at least
   * @param most and at most
   * @return whether all of that is so
   */
  public boolean spells(String text, int fewest, int most) {
    if (text.length() < fewest || text.length() > most) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= members.length || !members[c]) {
        return false;
      }
    }
    return true;
  }
}
