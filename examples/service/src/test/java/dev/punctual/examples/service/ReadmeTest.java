package dev.punctual.examples.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.examples.service.RunningService.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The README's curl lines, sent in their order; the answers have the fields it shows. */
@EnabledIfEnvironmentVariable(named = RunningService.ENDPOINT, matches = ".+")
class ReadmeTest {
  private static final Path README =
      Path.of(System.getProperty("basedir", "examples/service"), "README.md");
  private static final Pattern EXCHANGE =
      Pattern.compile("```sh\\R(curl .*?)```\\s*(?:```json\\R(.*?)```)?", Pattern.DOTALL);
  private static final Pattern WORD = Pattern.compile("'([^']*)'|([^\\s']+)");
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path directory;

  /** A curl line of the README. */
  record Curl(String url, boolean isPost, Optional<String> data) {
    static Curl of(String line) {
      List<String> words =
          WORD.matcher(line.replace("\\\n", " "))
              .results()
              .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
              .toList();
      String url = words.stream().filter(word -> word.contains("localhost:8080")).findFirst().get();
      int data = words.indexOf("-d");
      return new Curl(
          url.substring(url.indexOf("8080") + 4),
          words.contains("POST"),
          data < 0 ? Optional.empty() : Optional.of(words.get(data + 1)));
    }

    Answer sendTo(RunningService service) {
      return isPost ? service.post(url, data.orElse("")) : service.get(url);
    }
  }

  @Test
  void the_curl_lines_are_answered_as_it_shows() throws IOException {
    var sent = new ArrayList<String>();
    try (var service = RunningService.start(directory, System.getenv(RunningService.ENDPOINT))) {
      var exchanges = EXCHANGE.matcher(Files.readString(README));
      while (exchanges.find()) {
        Curl curl = Curl.of(exchanges.group(1));
        Answer answer = curl.sendTo(service);
        JsonNode shown = JSON.readTree(exchanges.group(2));
        assertThat(fields(answer.body())).as(curl.url()).isEqualTo(fields(shown));
        if (answer.status() >= 400) {
          assertThat(answer.body()).isEqualTo(shown);
        }
        sent.add(curl.url().replaceFirst("\\?.*", ""));
        if (curl.url().equals("/schedule") && answer.status() == 201) {
          service.awaitLatest("hello");
        }
      }
    }
    assertThat(sent)
        .containsExactly(
            "/schedule",
            "/list",
            "/result/hello",
            "/cancel/hello",
            "/schedule",
            "/actuator/health");
  }

  /** The paths of all fields; those of an array are those of all its elements. */
  private static SortedSet<String> fields(JsonNode json) {
    var fields = new TreeSet<String>();
    collect(json, "", fields);
    return fields;
  }

  private static void collect(JsonNode json, String path, Set<String> fields) {
    json.properties()
        .forEach(field -> {
          fields.add(path + "/" + field.getKey());
          collect(field.getValue(), path + "/" + field.getKey(), fields);
        });
    json.values().stream()
        .filter(value -> json.isArray())
        .forEach(value -> collect(value, path + "[]", fields));
  }
}
