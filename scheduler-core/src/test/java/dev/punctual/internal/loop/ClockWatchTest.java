package dev.punctual.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.internal.text.DurationText;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockWatchTest {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  /** The second look, after a rest; how far the clocks have moved since the first. */
  @ParameterizedTest
  @CsvSource(
      useHeadersInDisplayName = true,
      textBlock =
          """
          meant to rest, elapsed time moved, wall clock moved, notable, what happened
          1s,            1s,                 1s,               none,    nothing
          1s,            995ms,              995ms,            none,    the timer was 5 ms early
          1s,            3ms,                3ms,              none,    an event ended the rest
          1s,            1s900ms,            1s900ms,          none,    a busy machine
          1s,            2s,                 2s,               none,    a second late
          1s,            2s1ms,              2s1ms,            1s1ms,   more than a second late
          1s,            1m,                 1m,               59s,     stopped for a minute
          10ms,          1m,                 1m,               59s990ms, stopped in a short rest
          0s,            1m,                 1m,               1m,      stopped in the midst of work
          1d,            1d,                 1d,               none,    a driver that rests for long
          1s,            1s,                 2s,               none,    set forward by a second
          1s,            1s,                 2s1ms,            1s1ms,   set forward by more
          1s,            1s,                 1h1s,             1h,      set forward or suspended
          1s,            3ms,                30d3ms,           30d,     suspended for a month
          1s,            1s,                 0s,               none,    set back by a second
          1s,            1s,                 -1ms,             -1s1ms,  set back by more
          1s,            200ms,              -59m59s800ms,     -1h,     set back by an hour
          1s,            1s,                 -400d,            -400d1s, set back by more than a year
          1s,            1m,                 1h1m,             1h,      stopped and set forward
          1s,            1m,                 0s,               -1m,     stopped and set back
          """)
  void a_difference_of_more_than_a_second_is_notable(
      String rest, String elapsed, String wall, String notable, String why) {
    var watch = new ClockWatch();
    watch.look(START, Duration.ofMinutes(5));
    watch.restFor(parse(rest));
    var jump = watch.look(START.plus(parse(wall)), Duration.ofMinutes(5).plus(parse(elapsed)));
    assertThat(jump.map(ClockWatchTest::format).orElse("none")).as(why).isEqualTo(notable);
  }

  @Test
  void the_first_look_has_nothing_to_compare_with() {
    assertThat(new ClockWatch().look(START, Duration.ofDays(9))).isEmpty();
  }

  @Test
  void a_jump_is_notable_once() {
    var watch = new ClockWatch();
    watch.look(START, Duration.ZERO);
    assertThat(watch.look(START.plusSeconds(60), Duration.ZERO)).contains(Duration.ofMinutes(1));
    assertThat(watch.look(START.plusSeconds(60), Duration.ZERO)).isEmpty();
  }

  /** 500 ppm is as fast as a clock is slewed; it comes to 43 s a day. */
  @ParameterizedTest
  @CsvSource({"500", "-500"})
  void a_clock_that_is_slewed_is_never_notable(int millionths) {
    var watch = new ClockWatch();
    var wall = START;
    var elapsed = Duration.ZERO;
    for (int second = 0; second < 86_400; second++) {
      assertThat(watch.look(wall, elapsed)).isEmpty();
      watch.restFor(Duration.ofSeconds(1));
      wall = wall.plusSeconds(1).plusNanos(millionths * 1_000L);
      elapsed = elapsed.plusSeconds(1);
    }
  }

  private static Duration parse(String text) {
    return text.startsWith("-")
        ? DurationText.parse(text.substring(1)).negated()
        : DurationText.parse(text);
  }

  private static String format(Duration duration) {
    return (duration.isNegative() ? "-" : "") + DurationText.format(duration.abs());
  }
}
