package dev.punctual.internal.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.punctual.CronDialect;
import java.time.Duration;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Text that nobody means as an expression: refused, quickly, and quoted harmlessly. */
class HostileTextTest {
  private static final int ROUNDS = 5;

  static Stream<String> hostile() {
    return Stream.of(
        "x".repeat(1_000_000),
        "* ".repeat(500_000),
        " ".repeat(1_000_000),
        "@" + "a".repeat(400),
        "1,".repeat(150) + "1 * * * *",
        "0 " + "0-59,".repeat(60) + "0 * * * ?",
        "0 0 0 ? * " + "MON#1,".repeat(50) + "MON#1",
        "0 (0,(1,(2,(3)))) * * * ?",
        "0 0 0 * * ?\n",
        "0 0 0 * * ?\u0000",
        "0\u00a00 0 * * ?",
        "0 0 0 ? * \u017fUN",
        "\u0660 0 0 * * ?",
        "0 0 0 * * \uff1f",
        "0 0 0 * * ?' OR 1=1",
        "#{T(java.lang.Runtime).getRuntime()} * * * * ?",
        "${jndi:ldap://x} * * * * ?",
        "rate(" + " ".repeat(100_000),
        "rate(" + "9".repeat(400) + " minutes)",
        "at(" + "2026-01-01T00:00:00".repeat(20) + ")",
        " ".repeat(480) + "rate(5 minutes",
        "\u001b[31m0 0 0 * * ?",
        "0 0 0 * * ?\u202e",
        "\"".repeat(400),
        "'; DROP TABLE job; --",
        "%s%n%x * * * * ?",
        "../../etc/passwd",
        "cron(".repeat(100_000),
        "cron(0 0 1 1 ? 2026",
        "99999999999999999999 * * * * ?",
        "0 0 0 L-99999999999999999999 * ?",
        "\ud83d\ude00 * * * * *");
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void hostile_text_is_refused_by_every_dialect_with_a_bounded_printable_message(String text) {
    for (CronDialect dialect : CronDialect.values()) {
      CronSyntaxException error = refusal(dialect, text);

      assertThat(error).as("%s", dialect).isNotNull();
      assertThat(error.getMessage()).hasSizeLessThan(600).matches("[ -~…\"]+");
      assertThat(CronMutationTest.charactersQuoted(error.getMessage())).isLessThanOrEqualTo(200);
    }
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void hostile_text_is_refused_within_ten_milliseconds(String text) {
    for (CronDialect dialect : CronDialect.values()) {
      long best =
          LongStream.generate(() -> nanosToRefuse(dialect, text)).limit(ROUNDS).min().orElseThrow();

      assertThat(Duration.ofNanos(best)).as("%s", dialect).isLessThan(Duration.ofMillis(10));
    }
  }

  @ParameterizedTest
  @EnumSource(CronDialect.class)
  void text_is_quoted_escaped(CronDialect dialect) {
    assertThat(refusal(dialect, "a\u0007\"\\é"))
        .hasMessageContaining("\"a\\u0007\\\"\\\\\\u00e9\"");
  }

  @Test
  void text_of_500_characters_is_read_and_of_501_is_not() {
    String daily = "0 0 0 * * ?" + " ".repeat(489);

    assertThat(CronSchedule.parse(CronDialect.QUARTZ, daily).expression()).isEqualTo("0 0 0 * * ?");
    assertThat(refusal(CronDialect.QUARTZ, daily + " "))
        .hasMessageContaining("expression, position 0: it is longer than 500 characters");
  }

  @Test
  void long_text_is_quoted_only_in_part() {
    assertThat(refusal(CronDialect.QUARTZ, "7".repeat(1_000_000)).getMessage())
        .contains("7".repeat(100))
        .doesNotContain("7".repeat(201))
        .contains("…");
  }

  private static CronSyntaxException refusal(CronDialect dialect, String text) {
    return catchThrowableOfType(
        CronSyntaxException.class,
        () -> {
          if (dialect == CronDialect.EVENTBRIDGE) {
            EventBridgeExpression.parse(text);
          } else {
            CronSchedule.parse(dialect, text);
          }
        });
  }

  private static long nanosToRefuse(CronDialect dialect, String text) {
    long start = System.nanoTime();
    refusal(dialect, text);
    return System.nanoTime() - start;
  }
}
