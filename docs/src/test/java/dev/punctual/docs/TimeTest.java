package dev.punctual.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.punctual.CronDialect;
import dev.punctual.Execution;
import dev.punctual.ExecutionKind;
import dev.punctual.ExecutionStatus;
import dev.punctual.InvalidDefinitionException;
import dev.punctual.Job;
import dev.punctual.Scheduler;
import dev.punctual.Target;
import dev.punctual.Trigger;
import dev.punctual.internal.text.DurationText;
import dev.punctual.test.TestScheduler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of the page on time, line by line. */
class TimeTest {
  private static final String PAGE = "time.md";
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\S+Z");
  private static final String ASKED = "scheduled times, asked at 2026-03-02T10:00:00Z (a Monday)";

  static List<Map<String, String>> textForms() throws IOException {
    return MarkdownTable.rows(PAGE, "text form", "made by", ASKED);
  }

  static List<Map<String, String>> expressions() throws IOException {
    return MarkdownTable.rows(PAGE, "dialect", "expression", "asked at", "next times");
  }

  static List<Map<String, String>> refusals() throws IOException {
    return MarkdownTable.rows(PAGE, "dialect", "expression", "the message says");
  }

  @ParameterizedTest
  @MethodSource("textForms")
  void each_text_form_reads_back_and_names_these_times(Map<String, String> row) {
    var trigger = Trigger.parse(row.get("text form"));
    assertThat(trigger).hasToString(row.get("text form"));
    var answer = row.get(ASKED);
    int count = trigger.isAfterEnd() ? 1 : 3;
    assertThat(times(trigger, Instant.parse("2026-03-02T10:00:00Z"), count)).isEqualTo(answer);
  }

  @ParameterizedTest
  @MethodSource("expressions")
  void each_expression_names_these_times(Map<String, String> row) {
    var asked = Instant.parse(row.get("asked at"));
    assertThat(times(cron(row), asked, 3)).isEqualTo(row.get("next times"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void each_of_these_expressions_is_refused_in_these_words(Map<String, String> row) {
    assertThatThrownBy(() -> cron(row))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining(row.get("the message says"));
  }

  @Test
  void the_words_of_a_trigger_are_those_of_the_page() {
    assertThat(Trigger.parse("daily 02:30 in Europe/Berlin").describe(Locale.ENGLISH))
        .isEqualTo("at 02:30 in Europe/Berlin");
  }

  @Test
  void scheduling_a_job_that_will_lose_a_run_logs_a_warning() {
    var lossy = Trigger.parse("daily 02:30 in Europe/Berlin dst skip-gap");
    var target = Target.handler("any");
    var builder = Scheduler.builder().handler(target, run -> {});
    var log =
        logged(() -> {
          try (var time = TestScheduler.start(builder, "2026-11-20T00:00:00Z")) {
            time.scheduler().schedule(Job.of("lossy", target, lossy));
          }
        });
    var warning = lossy.warning(Instant.parse("2026-11-20T00:00:00Z")).orElseThrow();
    assertThat(warning).contains("2027-03-28", "gets no run");
    assertThat(log).contains("WARN").contains("job lossy (" + lossy + "): " + warning);
  }

  static List<Map<String, String>> jumps() throws IOException {
    return MarkdownTable.rows(PAGE, "at 12:00:05", "runs", "did not run");
  }

  @ParameterizedTest
  @MethodSource("jumps")
  void a_job_of_every_ten_seconds_meets_a_clock_that_jumps(Map<String, String> row) {
    var builder = Scheduler.builder().job("tick", Trigger.parse("every 10s"), run -> {});
    try (var time = TestScheduler.start(builder, "2026-03-02T12:00:00Z")) {
      time.advance(Duration.ofSeconds(5));
      jump(time, row.get("at 12:00:05"));
      time.advance(Duration.ofMinutes(1));
      var log = time.executions("tick").reversed();
      assertThat(lines(log, line -> line.start().isPresent())).isEqualTo(row.get("runs"));
      assertThat(lines(log, line -> line.status() == ExecutionStatus.SKIPPED))
          .isEqualTo(row.get("did not run"));
    }
  }

  private static void jump(TestScheduler time, String what) {
    var length =
        DurationText.parse(what.substring(what.lastIndexOf(' ') + 1).replace("nothing", "0s"));
    if (what.startsWith("the clock is set forward")) {
      time.stepClock(length);
    } else if (what.startsWith("the clock is set back")) {
      time.stepClock(length.negated());
    } else if (what.startsWith("the machine sleeps")) {
      time.suspend(length);
    } else if (what.startsWith("the process is stopped")) {
      time.stall(length);
    } else {
      assertThat(what).isEqualTo("nothing");
    }
  }

  private static String lines(List<Execution> log, Predicate<Execution> which) {
    var lines = log.stream().filter(which).map(TimeTest::line).toList();
    return lines.isEmpty() ? "–" : String.join(", ", lines);
  }

  private static String line(Execution line) {
    var time = LocalTime.ofInstant(line.scheduledTime(), ZoneOffset.UTC).format(CLOCK);
    if (line.reason() != null) {
      return line.times() + " from " + time + ": " + line.reason();
    }
    return line.kind() == ExecutionKind.CATCH_UP ? time + " (caught up)" : time;
  }

  @Test
  void the_clocks_of_a_test_can_be_made_to_jump() {
    try (var time = TestScheduler.start(Scheduler.builder(), "2026-03-02T12:00:00Z")) {
      time.stepClock(Duration.ofHours(1));
      time.suspend(Duration.ofHours(1));
      time.stall(Duration.ofHours(1));
      assertThat(time.now()).isEqualTo(Instant.parse("2026-03-02T15:00:00Z"));
    }
  }

  private static String logged(Runnable action) {
    var stderr = System.err;
    var bytes = new ByteArrayOutputStream();
    System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      action.run();
    } finally {
      System.setErr(stderr);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static Trigger cron(Map<String, String> row) {
    return Trigger.cron(
        CronDialect.parse(row.get("dialect")), row.get("expression"), ZoneOffset.UTC);
  }

  /** The next so many times, and "none" where there are fewer. */
  private static String times(Trigger trigger, Instant asked, int count) {
    var times = new ArrayList<String>();
    trigger.preview(asked, count).forEach(time -> times.add(time.toString()));
    if (times.size() < count) {
      times.add("none");
    }
    assertThat(times).allMatch(time -> time.equals("none") || INSTANT.matcher(time).matches());
    return String.join(", ", times);
  }
}
