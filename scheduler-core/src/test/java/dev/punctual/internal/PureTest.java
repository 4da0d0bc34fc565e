package dev.punctual.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the packages of pure decisions to their purity, by reading their sources. */
class PureTest {
  private static final Path INTERNAL = Path.of("src/main/java/dev/punctual/internal");

  /** What would make an answer depend on more than the question. */
  private static final Pattern IMPURE =
      Pattern.compile(
          "java\\.io\\b|java\\.net\\b|java\\.nio\\.(?!charset\\b)\\w+|java\\.util\\.concurrent\\b"
              + "|java\\.util\\.(Random|random|Timer)\\b|java\\.security\\.SecureRandom\\b"
              + "|\\bClock\\b|\\bInstantSource\\b|\\b(Instant|LocalDate|LocalTime|LocalDateTime"
              + "|ZonedDateTime|OffsetDateTime|Year|YearMonth)\\.now\\b|\\bZoneId\\.systemDefault\\b"
              + "|\\bThread\\b|\\bMath\\.random\\b|\\bUUID\\.randomUUID\\b"
              + "|\\bSystem\\.(currentTimeMillis|nanoTime|getProperty|getenv|out|err|identityHashCode)\\b"
              + "|org\\.slf4j\\b|dev\\.punctual\\.internal\\.(loop|memory)\\b");

  @ParameterizedTest
  @ValueSource(strings = {"machine", "cron", "text"})
  void a_pure_package_reads_no_clock_starts_no_thread_draws_no_number_and_does_no_io(String name)
      throws IOException {
    try (var files = Files.walk(INTERNAL.resolve(name))) {
      var sources = files.filter(file -> file.toString().endsWith(".java")).toList();
      assertThat(sources).hasSizeGreaterThan(3);
      assertThat(sources).allSatisfy(source -> assertThat(impureIn(source)).isEmpty());
    }
  }

  @Test
  void what_is_impure_is_recognised() {
    for (var line :
        List.of(
            "import java.io.File;",
            "import java.nio.file.Path;",
            "import java.util.concurrent.locks.Lock;",
            "import java.util.random.RandomGenerator;",
            "import java.time.InstantSource;",
            "var now = Instant.now();",
            "long start = System.nanoTime();",
            "import dev.punctual.internal.loop.Timers;")) {
      assertThat(line).containsPattern(IMPURE);
    }
    assertThat("import java.nio.charset.StandardCharsets;").doesNotContainPattern(IMPURE);
  }

  private static List<String> impureIn(Path source) throws IOException {
    return Files.readAllLines(source).stream()
        .filter(line -> !line.strip().startsWith("*") && !line.strip().startsWith("/"))
        .filter(line -> IMPURE.matcher(line).find())
        .toList();
  }
}
