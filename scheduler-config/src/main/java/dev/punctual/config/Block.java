package dev.punctual.config;

import dev.punctual.InvalidDefinitionException;
import dev.punctual.internal.text.Quote;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A mapping of which all keys are known: unknown ones, and those given twice, are faults already.
 * Each value is read once, and what is wrong with it is noted as a fault of its place.
 */
final class Block {
  private final Faults faults;
  private final String path;
  private final Place place;
  private final Map<String, YamlNode> values = new LinkedHashMap<>();

  private Block(Faults faults, String path, Place place) {
    this.faults = faults;
    this.path = path;
    this.place = place;
  }

  /**
   * A mapping as a block.
   *
   * @param path how its fields are named in faults: {@code jobs[report].}
   * @param known its keys
   */
  static Block of(YamlNode.Mapping mapping, String path, List<String> known, Faults faults) {
    var block = new Block(faults, path, mapping.place());
    for (var member : mapping.members()) {
      block.take(member, known);
    }
    return block;
  }

  private void take(YamlNode.Member member, List<String> known) {
    if (!(member.key() instanceof YamlNode.Scalar key)) {
      faults.add(member.key().place(), path + "?", "a key is a text");
    } else if (!known.contains(key.text())) {
      faults.add(key.place(), field(Quote.escaped(key.text(), 60)), unknown(key.text(), known));
    } else if (values.containsKey(key.text())) {
      faults.add(key.place(), field(key.text()), "it is given twice");
    } else {
      values.put(key.text(), member.value());
    }
  }

  private static String unknown(String key, List<String> known) {
    return Suggestion.of(key, known)
        .map(meant -> "unknown key; did you mean " + meant + "?")
        .orElseGet(() -> "unknown key; known are " + String.join(", ", known));
  }

  String field(String key) {
    return path + key;
  }

  Place place() {
    return place;
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  Place place(String key) {
    return get(key).map(YamlNode::place).orElse(place);
  }

  Optional<YamlNode> get(String key) {
    return Optional.ofNullable(values.get(key));
  }

  void fault(String key, String message) {
    faults.add(place(key), field(key), message);
  }

  /** What a value is read as; empty if it is not there, or the fault is noted. */
  <T> Optional<T> read(String key, Function<YamlNode, T> reading) {
    return get(key)
        .flatMap(
            node -> faults.attempt(node.place(), field(key), () -> reading.apply(sound(node))));
  }

  /** What a part of a value is read as. */
  <T> Optional<T> attempt(Place part, String key, Supplier<T> reading) {
    return faults.attempt(part, field(key), reading);
  }

  /** What a single value is read as. */
  <T> Optional<T> text(String key, Function<String, T> reading) {
    return read(key, node -> reading.apply(text(node)));
  }

  static YamlNode sound(YamlNode node) {
    if (node instanceof YamlNode.Broken broken) {
      throw new InvalidDefinitionException(broken.fault());
    }
    return node;
  }

  static String text(YamlNode node) {
    if (sound(node) instanceof YamlNode.Scalar scalar && scalar.kind() != YamlNode.Kind.NULL) {
      return scalar.text();
    }
    throw new InvalidDefinitionException("it is to be a single value");
  }

  static boolean yesOrNo(YamlNode node) {
    if (node instanceof YamlNode.Scalar scalar && scalar.kind() == YamlNode.Kind.BOOLEAN) {
      return scalar.text().equals("true");
    }
    throw new InvalidDefinitionException("it is to be true or false");
  }

  static int smallNumber(String text) {
    long number = number(text);
    if (number > Integer.MAX_VALUE) {
      throw new InvalidDefinitionException(Quote.of(text) + " is more than " + Integer.MAX_VALUE);
    }
    return (int) Math.max(number, Integer.MIN_VALUE);
  }

  static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new InvalidDefinitionException(Quote.of(text) + " is not a whole number", e);
    }
  }
}
