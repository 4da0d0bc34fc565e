package dev.punctual.http;

import dev.punctual.InvalidDefinitionException;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text that may name secrets, each as <code>${secret:NAME}</code>. All else is taken as it is. */
final class Template {
  private static final String OPENING = "${secret:";
  private static final String NAME = "[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}";
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{secret:(" + NAME + ")}");

  private Template() {}

  static boolean isName(String text) {
    return text.matches(NAME);
  }

  /** How the secret of this name is referred to. */
  static String reference(String name) {
    return OPENING + name + '}';
  }

  /** The names of the secrets in a text. */
  static SortedSet<String> names(String text) {
    var names = new TreeSet<String>();
    REFERENCE.matcher(text).results().forEach(found -> names.add(found.group(1)));
    return names;
  }

  /** The text with something in the place of each reference. */
  static String fill(String text, UnaryOperator<String> valueOfName) {
    return text.contains(OPENING)
        ? REFERENCE
            .matcher(text)
            .replaceAll(found -> Matcher.quoteReplacement(valueOfName.apply(found.group(1))))
        : text;
  }

  /**
   * Checks that whatever looks like a reference is one.
   *
   * @param what what the text is, for the message; the text itself is not shown
   */
  static void check(String what, String text) {
    if (fill(text, name -> "").contains(OPENING)) {
      throw new InvalidDefinitionException(
          what
              + " has a "
              + OPENING
              + " that is not followed by a name of A-Z a-z 0-9 _ . - and a closing brace");
    }
  }
}
