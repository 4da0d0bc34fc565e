package dev.punctual.config;

import java.util.List;

/** What a file consists of, and where each piece of it begins. */
sealed interface YamlNode {
  Place place();

  /** What a scalar is: what it would be in JSON. */
  enum Kind {
    TEXT,
    INTEGER,
    DECIMAL,
    BOOLEAN,
    NULL
  }

  record Scalar(String text, Kind kind, Place place) implements YamlNode {}

  record Sequence(List<YamlNode> items, Place place) implements YamlNode {}

  record Mapping(List<Member> members, Place place) implements YamlNode {}

  /** What is not accepted here, although it is YAML; the rest of the file stands. */
  record Broken(String fault, Place place) implements YamlNode {}

  record Member(YamlNode key, YamlNode value) {}
}
