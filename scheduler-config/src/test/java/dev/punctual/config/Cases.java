package dev.punctual.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Cases of a table in a resource: some lines of YAML, and after each arrow what is expected. */
final class Cases {
  private Cases() {}

  /**
   * A case.
   *
   * @param yaml the lines before the first arrow
   * @param expected what follows the arrows
   */
  record Case(String yaml, List<String> expected) {
    @Override
    public String toString() {
      return yaml;
    }
  }

  static List<Case> of(String resource) {
    var cases = new ArrayList<Case>();
    for (var block : read(resource).split("\n\n", -1)) {
      var yaml = new StringBuilder();
      var expected = new ArrayList<String>();
      for (var line : block.lines().filter(line -> !line.startsWith("#")).toList()) {
        if (line.startsWith("=> ")) {
          expected.add(line.substring("=> ".length()));
        } else {
          yaml.append(line).append('\n');
        }
      }
      cases.add(new Case(yaml.toString(), expected));
    }
    return cases;
  }

  private static String read(String resource) {
    try (var in = Cases.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
