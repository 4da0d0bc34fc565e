package dev.punctual.config;

import dev.punctual.InvalidDefinitionException;
import dev.punctual.config.YamlNode.Kind;
import dev.punctual.internal.text.Quote;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads YAML 1.2, of which JSON is a part, from the events of the library's parser. No object is
 * ever made of what the file names. Too deep a nesting, an unknown tag or a wrong alias is a {@link
 * YamlNode.Broken} piece of an otherwise readable file; what is not YAML at all cannot be read.
 */
final class YamlReader {
  static final int LONGEST = 2_000_000;
  static final int DEEPEST = 50;
  static final int MOST_ALIASES = 100;

  /** Beyond this the parser takes its time, and it is no mistake of a person. */
  private static final int HOSTILE_DEPTH = 1_000;

  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setCodePointLimit(LONGEST).build();

  private static final Pattern INDENTATION = Pattern.compile("^[ \\t]+", Pattern.MULTILINE);

  private final String file;
  private final Iterator<Event> events;
  private final Map<Anchor, YamlNode> anchored = new HashMap<>();
  private int aliases;

  private YamlReader(String file, Iterator<Event> events) {
    this.file = file;
    this.events = events;
  }

  /**
   * Reads a document.
   *
   * @param file its name, for messages
   * @param text its text
   * @return the root; empty if there is nothing but white space and comments
   * @throws InvalidDefinitionException if it is not one document of YAML, saying where
   */
  static Optional<YamlNode> read(String file, String text) {
    if (text.length() > LONGEST) {
      throw new InvalidDefinitionException(
          Quote.escaped(file, 500)
              + " has more than "
              + LONGEST
              + " characters; split it into several files");
    }
    try {
      var stream = new StreamReader(SETTINGS, withoutTabs(text));
      return new YamlReader(file, new ParserImpl(SETTINGS, stream)).document();
    } catch (YamlEngineException e) {
      throw SyntaxFault.of(file, text, e);
    }
  }

  /** Tabs may indent JSON, but not YAML. One space for one tab keeps the columns. */
  private static String withoutTabs(String text) {
    return text.stripLeading().startsWith("{")
        ? INDENTATION.matcher(text).replaceAll(tabs -> " ".repeat(tabs.group().length()))
        : text;
  }

  private Optional<YamlNode> document() {
    Optional<YamlNode> root = Optional.empty();
    while (events.hasNext()) {
      if (events.next() instanceof DocumentStartEvent start) {
        if (root.isPresent()) {
          throw SyntaxFault.at(file, place(start), "a second document begins; a file has one");
        }
        root = Optional.of(node(events.next(), 1));
      }
    }
    return root;
  }

  private YamlNode node(Event event, int depth) {
    var place = place(event);
    return switch (event) {
      case AliasEvent alias -> aliased(alias, place);
      case ScalarEvent scalar -> anchor(scalar, scalar(scalar, place));
      case CollectionStartEvent start -> collection(start, place, depth);
      default -> throw new IllegalStateException("a node cannot begin with " + event);
    };
  }

  private YamlNode aliased(AliasEvent alias, Place place) {
    if (++aliases > MOST_ALIASES) {
      return new YamlNode.Broken("there are more than " + MOST_ALIASES + " aliases", place);
    }
    var node = anchored.get(alias.getAlias());
    return node != null
        ? node
        : new YamlNode.Broken(
            "alias " + Quote.of(alias.getAlias().getValue()) + " is not defined", place);
  }

  private YamlNode anchor(NodeEvent event, YamlNode node) {
    event.getAnchor().ifPresent(name -> anchored.put(name, node));
    return node;
  }

  private YamlNode scalar(ScalarEvent event, Place place) {
    var text = event.getValue();
    var explicit = event.getTag().filter(tag -> !tag.equals("!"));
    var tag =
        explicit.isPresent()
            ? new Tag(explicit.get())
            : SETTINGS
                .getSchema()
                .getScalarResolver()
                .resolve(text, event.getImplicit().canOmitTagInPlainScalar());
    if (explicit.isPresent() && !tag.equals(Tag.STR)) {
      return new YamlNode.Broken("tag " + Quote.of(explicit.get()) + " is not accepted", place);
    }
    return new YamlNode.Scalar(text, kind(tag), place);
  }

  private static Kind kind(Tag tag) {
    if (tag.equals(Tag.INT)) {
      return Kind.INTEGER;
    } else if (tag.equals(Tag.FLOAT)) {
      return Kind.DECIMAL;
    } else if (tag.equals(Tag.BOOL)) {
      return Kind.BOOLEAN;
    }
    return tag.equals(Tag.NULL) ? Kind.NULL : Kind.TEXT;
  }

  private YamlNode collection(CollectionStartEvent start, Place place, int depth) {
    if (depth > DEEPEST) {
      skip();
      return new YamlNode.Broken("it is nested more than " + DEEPEST + " levels deep", place);
    }
    var itself = new YamlNode.Broken("an alias stands inside of what it names", place);
    anchor(start, itself);
    var read = start instanceof SequenceStartEvent ? items(place, depth) : members(place, depth);
    var node =
        start.getTag().isPresent()
            ? new YamlNode.Broken(
                "tag " + Quote.of(start.getTag().get()) + " is not accepted", place)
            : read;
    return anchor(start, node);
  }

  private YamlNode items(Place place, int depth) {
    List<YamlNode> items = new ArrayList<>();
    for (var next = events.next(); !(next instanceof CollectionEndEvent); next = events.next()) {
      items.add(node(next, depth + 1));
    }
    return new YamlNode.Sequence(List.copyOf(items), place);
  }

  private YamlNode members(Place place, int depth) {
    List<YamlNode.Member> members = new ArrayList<>();
    for (var next = events.next(); !(next instanceof CollectionEndEvent); next = events.next()) {
      var key = node(next, depth + 1);
      members.add(new YamlNode.Member(key, node(events.next(), depth + 1)));
    }
    return new YamlNode.Mapping(List.copyOf(members), place);
  }

  /** Passes over the rest of a collection. */
  private void skip() {
    for (int open = 1; open > 0; ) {
      var next = events.next();
      open += next instanceof CollectionStartEvent ? 1 : 0;
      open -= next instanceof CollectionEndEvent ? 1 : 0;
      if (open > HOSTILE_DEPTH) {
        throw SyntaxFault.at(file, place(next), "it is nested too deep");
      }
    }
  }

  private static Place place(Event event) {
    return event
        .getStartMark()
        .map(mark -> new Place(mark.getLine() + 1, mark.getColumn() + 1))
        .orElse(Place.START);
  }
}
