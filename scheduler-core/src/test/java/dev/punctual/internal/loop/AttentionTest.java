package dev.punctual.internal.loop;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.NodeId;
import dev.punctual.internal.machine.Watch;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AttentionTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final NodeId NODE = new NodeId("one");

  private final ManualClocks clocks = new ManualClocks(NOON);

  @Test
  void time_stands_still_between_two_looks() {
    var attention = new Attention(NODE, clocks);
    clocks.pass(ofMinutes(1));
    assertThat(attention.now()).isEqualTo(NOON);
    assertThat(attention.elapsed()).isZero();

    assertThat(attention.look()).isEmpty();
    assertThat(attention.now()).isEqualTo(NOON.plusSeconds(60));
    assertThat(attention.elapsed()).isEqualTo(ofMinutes(1));
  }

  @Test
  void what_passes_while_a_jump_is_told_has_passed_unwatched_and_is_no_jump_of_its_own() {
    var attention = new Attention(NODE, clocks);
    attention.look();
    clocks.pass(ofMinutes(1));
    assertThat(attention.look()).contains(ofMinutes(1));

    clocks.pass(ofSeconds(5));
    attention.resume(ofMinutes(1));
    assertThat(attention.watch()).isEqualTo(new Watch(NODE, NOON.plusSeconds(65), NOON));
    assertThat(attention.look()).isEmpty();
  }

  @Test
  void a_clock_that_is_set_while_a_jump_is_told_is_told_next() {
    var attention = new Attention(NODE, clocks);
    attention.look();
    clocks.step(ofHours(-1));
    assertThat(attention.look()).contains(ofHours(-1));

    clocks.pass(ofSeconds(5));
    clocks.step(ofHours(1));
    attention.resume(ofHours(-1));
    assertThat(attention.look()).contains(ofHours(1));
  }

  /** Else the wall clock would seem to be set back by the minute, and forward at the next look. */
  @Test
  void a_stop_between_the_readings_of_the_two_clocks_is_no_clock_that_was_set() {
    var stopping = new StoppingClocks(clocks);
    var attention = new Attention(NODE, stopping);
    attention.look();
    stopping.stopAtNextReading(ofMinutes(1));
    assertThat(attention.look()).contains(ofMinutes(1));
    assertThat(attention.look()).isEmpty();
  }

  /** The process is stopped while the wall clock is read, before or after it is. */
  private static final class StoppingClocks implements Clocks {
    private final ManualClocks clocks;
    private Duration stop = Duration.ZERO;

    StoppingClocks(ManualClocks clocks) {
      this.clocks = clocks;
    }

    void stopAtNextReading(Duration length) {
      stop = length;
    }

    @Override
    public Instant instant() {
      var half = stop.dividedBy(2);
      stop = Duration.ZERO;
      clocks.pass(half);
      var instant = clocks.instant();
      clocks.pass(half);
      return instant;
    }

    @Override
    public Duration elapsed() {
      return clocks.elapsed();
    }
  }
}
