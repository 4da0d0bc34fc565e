package dev.punctual.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimersTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private final ManualClocks clocks = new ManualClocks(START);
  private final Timers<Instant> dueTimes = new Timers<>();
  private final Timers<Duration> patience = new Timers<>();
  private final List<String> done = new ArrayList<>();

  private void run() {
    boolean ran;
    do {
      ran = dueTimes.runFirst(clocks.instant()) || patience.runFirst(clocks.elapsed());
    } while (ran);
  }

  @Test
  void setting_the_wall_clock_moves_due_times_and_no_patience() {
    dueTimes.set(START.plusSeconds(10), () -> done.add("due"));
    patience.set(Duration.ofSeconds(5), () -> done.add("patience"));

    clocks.step(Duration.ofHours(-1));
    clocks.pass(Duration.ofSeconds(5));
    run();
    assertThat(done).containsExactly("patience");

    patience.set(Duration.ofSeconds(10), () -> done.add("more patience"));
    clocks.step(Duration.ofHours(1).plusSeconds(5));
    run();
    assertThat(done).containsExactly("patience", "due");
  }

  @Test
  void an_action_is_not_done_if_the_clock_was_set_back_by_the_one_before() {
    dueTimes.set(START, () -> clocks.step(Duration.ofSeconds(-1)));
    dueTimes.set(START, () -> done.add("second"));
    run();
    assertThat(done).isEmpty();
    assertThat(dueTimes.next()).contains(START);

    clocks.pass(Duration.ofSeconds(1));
    run();
    assertThat(done).containsExactly("second");
  }

  @Test
  void actions_are_done_in_order_of_time_and_then_in_the_order_they_were_set() {
    dueTimes.set(START.plusSeconds(2), () -> done.add("c"));
    dueTimes.set(START.plusSeconds(1), () -> done.add("a"));
    dueTimes.set(START.plusSeconds(1), () -> done.add("b"));
    dueTimes.set(START.plusSeconds(1), () -> done.add("cancelled")).cancel();
    clocks.pass(Duration.ofMillis(999));
    run();
    assertThat(done).isEmpty();
    clocks.pass(Duration.ofSeconds(5));
    run();
    assertThat(done).containsExactly("a", "b", "c");
    assertThat(dueTimes.next()).isEmpty();
  }
}
