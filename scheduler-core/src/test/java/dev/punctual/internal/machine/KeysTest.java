package dev.punctual.internal.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeysTest {
  @Test
  void a_digest_is_the_number_of_its_first_sixteen_bytes() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int i = 0; i < 10_000; i++) {
      byte[] hash = new byte[32];
      random.nextBytes(hash);
      Arrays.fill(hash, 0, random.nextInt(17), (byte) (random.nextBoolean() ? 0 : 0xff));
      assertThat(Keys.base36(hash)).as("seed %d", seed).isEqualTo(expected(hash));
    }
  }

  @Test
  void the_digest_of_a_text_stays_what_it_is() {
    assertThat(Keys.digest("")).isEqualTo("dh9uvdc4a0dgat48fg6sr6810");
  }

  private static String expected(byte[] hash) {
    var digits = new BigInteger(1, Arrays.copyOf(hash, 16)).toString(36);
    return "0".repeat(25 - digits.length()) + digits;
  }
}
