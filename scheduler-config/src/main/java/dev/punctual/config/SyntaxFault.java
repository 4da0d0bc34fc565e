package dev.punctual.config;

import dev.punctual.InvalidDefinitionException;
import dev.punctual.internal.text.Quote;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Says what is wrong with a text that is not YAML. The parser's own messages show the lines around
 * the fault, which may hold secrets; so only its words and the place are taken.
 */
final class SyntaxFault {
  private static final Pattern INDICATOR = Pattern.compile("[:-]\\s+[*@&%!`|>\\[{]");

  private SyntaxFault() {}

  static InvalidDefinitionException of(String file, String text, YamlEngineException e) {
    return switch (e) {
      case MarkedYamlEngineException marked -> {
        var place =
            marked
                .getProblemMark()
                .map(mark -> new Place(mark.getLine() + 1, mark.getColumn() + 1))
                .orElse(Place.START);
        yield at(file, place, marked.getProblem() + cure(text, place));
      }
      case ReaderException unreadable ->
          at(
              file,
              place(text, unreadable.getPosition()),
              "a character that YAML does not allow; write it as an escape in double quotation"
                  + " marks");
      default -> at(file, Place.START, "it cannot be parsed");
    };
  }

  static InvalidDefinitionException at(String file, Place place, String fault) {
    return new InvalidDefinitionException(
        "%s:%d:%d: %s"
            .formatted(
                Quote.escaped(file, 500), place.line(), place.column(), Quote.escaped(fault, 500)));
  }

  private static String cure(String text, Place place) {
    var line = text.lines().skip(place.line() - 1L).findFirst().orElse("");
    if (line.contains("\t")) {
      return "; indent with spaces, not tabs";
    }
    return INDICATOR.matcher(line).find()
        ? "; a value that begins with one of * @ & % ! ` | > [ { is put in quotation marks"
        : "";
  }

  private static Place place(String text, int codePoints) {
    int end = Math.max(0, Math.min(codePoints, text.codePointCount(0, text.length())));
    var before = text.substring(0, text.offsetByCodePoints(0, end));
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    return new Place(line, before.length() - before.lastIndexOf('\n'));
  }
}
