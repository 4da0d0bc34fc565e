package dev.punctual.verification.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.verification.store.DamageWorld.Story;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * S8: a file that was damaged while nobody had it open. Whatever was hit, a run that should not be
 * never is, and a run that should be is missing only with a complaint. The number of flipped bytes
 * is the system property {@code punctual.flips}, the seed {@code punctual.flips.seed}.
 */
class DamagedFileTest {
  private static final int FLIPS = Integer.getInteger("punctual.flips", 100);
  private static final Logger LOG = LoggerFactory.getLogger(DamagedFileTest.class);
  private static final int PAGE = 4_096;

  @TempDir private Path folder;
  private byte[] whole = {};
  private Story expected = new Story(new TreeSet<>(), List.of(), new TreeSet<>());

  @BeforeEach
  void fillAStore() throws IOException {
    Path file = folder.resolve("whole.db");
    DamageWorld.create(file);
    whole = Files.readAllBytes(file);
    expected = reopened(whole, "reference");
    assertThat(expected.runs()).hasSizeGreaterThan(100);
    assertThat(expected.complaints()).isEmpty();
    assertThat(expected.invented()).isEmpty();
  }

  private Story reopened(byte[] bytes, String name) throws IOException {
    Path copy = folder.resolve(name + ".db");
    Files.write(copy, bytes);
    try {
      return DamageWorld.reopen(copy);
    } finally {
      Files.delete(copy);
    }
  }

  @Test
  void a_flipped_byte_is_harmless_or_noticed_and_never_leads_to_a_wrong_run() throws IOException {
    long seed = Long.getLong("punctual.flips.seed", System.nanoTime());
    var random = new Random(seed);
    var endings = new HashMap<String, Integer>();
    for (int i = 0; i < FLIPS; i++) {
      int at = anyByteThatMatters(random);
      byte[] damaged = whole.clone();
      damaged[at] ^= (byte) (1 + random.nextInt(255));
      Story story = reopened(damaged, "flipped");
      String what = "seed " + seed + ", flip " + i + ", byte " + at;
      assertThat(expected.runs()).as(what + ": wrong runs").containsAll(story.runs());
      assertThat(story.invented()).as(what + ": lines without a run").isEmpty();
      if (story.complaints().isEmpty()) {
        assertThat(story).as(what + ": unnoticed").isEqualTo(expected);
      }
      endings.merge(ending(story), 1, Integer::sum);
    }
    assertThat(endings).as("seed %d: all kinds of endings", seed).hasSize(3);
    LOG.info("flipped bytes, seed {}: {}", seed, endings);
  }

  /** Most of a file is zeros that mean nothing. */
  private int anyByteThatMatters(Random random) {
    int at = random.nextInt(whole.length);
    while (whole[at] == 0 && random.nextInt(10) > 0) {
      at = random.nextInt(whole.length);
    }
    return at;
  }

  private String ending(Story story) {
    if (story.complaints().isEmpty()) {
      return "harmless";
    }
    return story.runs().isEmpty() ? "refused" : "some jobs unreadable";
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 99, PAGE - 1, PAGE, 3 * PAGE, 5 * PAGE + 1})
  void a_truncated_file_is_refused_with_the_cure_unless_nothing_is_left_of_it(int bytes)
      throws IOException {
    byte[] rest = new byte[bytes];
    System.arraycopy(whole, 0, rest, 0, bytes);
    Story story = reopened(rest, "truncated");
    assertThat(story.runs()).isEmpty();
    if (bytes <= 1) {
      assertThat(story.complaints()).as("to SQLite, an empty file").isEmpty();
    } else {
      assertThat(story.complaints())
          .singleElement()
          .asString()
          .contains("truncated.db")
          .contains("restore")
          .hasLineCount(1)
          .hasSizeLessThan(700);
    }
  }

  @Test
  void each_page_of_zeros_is_harmless_or_noticed() throws IOException {
    for (int page = 0; page < whole.length / PAGE; page++) {
      byte[] damaged = whole.clone();
      Arrays.fill(damaged, page * PAGE, (page + 1) * PAGE, (byte) 0);
      Story story = reopened(damaged, "zeroed");
      assertThat(expected.runs()).as("page %d", page).containsAll(story.runs());
      if (story.complaints().isEmpty()) {
        assertThat(story).as("page %d", page).isEqualTo(expected);
      }
    }
  }

  @Test
  void pages_that_changed_places_are_noticed() throws IOException {
    var random = new Random(8);
    for (int i = 0; i < 20; i++) {
      int one = 1 + random.nextInt(whole.length / PAGE - 1);
      int other = 1 + random.nextInt(whole.length / PAGE - 1);
      byte[] damaged = whole.clone();
      System.arraycopy(whole, one * PAGE, damaged, other * PAGE, PAGE);
      System.arraycopy(whole, other * PAGE, damaged, one * PAGE, PAGE);
      Story story = reopened(damaged, "swapped");
      assertThat(expected.runs()).containsAll(story.runs());
      assertThat(story.complaints().isEmpty()).as("%d and %d", one, other).isEqualTo(one == other);
    }
  }
}
