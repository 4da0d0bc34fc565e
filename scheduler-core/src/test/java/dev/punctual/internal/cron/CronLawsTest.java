package dev.punctual.internal.cron;

import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.DstPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The laws of the next time, on random expressions of all dialects, in all zones of the tz
 * database, against an oracle: it is strictly after the question; it matches the fields or the rule
 * of the gap; nothing that does is left out; it is the same from every instant in between, and so
 * later questions have no earlier answers; it takes a bounded time.
 *
 * <p>Longer runs: {@code -Dpunctual.cron.evaluations=10000000}; a failure prints its seed and case,
 * which {@code -Dpunctual.cron.seed} repeats.
 */
class CronLawsTest {
  private static final long EVALUATIONS = Long.getLong("punctual.cron.evaluations", 1_000_000);
  private static final long SEED = Long.getLong("punctual.cron.seed", System.nanoTime());
  private static final int QUESTIONS_PER_CASE = 300;
  private static final int LOCAL_TIMES_PER_CASE = 3_000;
  private static final Instant FIRST_CHANGES = Instant.parse("1800-01-01T00:00:00Z");
  private static final Instant EARLIEST = Instant.parse("1880-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2045-01-01T00:00:00Z");
  private static final LocalDate START = LocalDate.parse("2020-01-01");
  private static final LocalDate TEN_YEARS_LATER = START.plusYears(10);
  private static final List<DstPolicy> POLICIES = List.of(DstPolicy.values());
  private static final List<ZoneId> ZONES =
      ZoneId.getAvailableZoneIds().stream().sorted().map(ZoneId::of).toList();

  private final Random random = new Random(SEED);

  @Test
  void every_answer_is_the_oracles_and_does_not_depend_on_where_it_is_asked_from() {
    int zone = random.nextInt(ZONES.size());
    long evaluations = 0;
    while (evaluations < EVALUATIONS) {
      CronOracle oracle = RandomCron.next(random);
      int days = Math.clamp(LOCAL_TIMES_PER_CASE / oracle.timesPerDay(), 2, 500);
      zone = (zone + 1) % ZONES.size();
      LocalDate middle = instantNearChange(ZONES.get(zone)).atZone(ZoneOffset.UTC).toLocalDate();
      LocalDate first = middle.minusDays(random.nextInt(days) + 1);
      CronCase drawn =
          new CronCase(SEED, oracle, ZONES.get(zone), anyPolicy(), first, first.plusDays(days));
      drawn.checkAnswers(random, QUESTIONS_PER_CASE);
      drawn.checkLaws(random, first.atStartOfDay().toInstant(ZoneOffset.UTC));
      evaluations += drawn.evaluations();
    }
  }

  @Test
  void ten_years_of_answers_in_every_zone_are_the_oracles_one_after_another() {
    long evaluations = 0;
    for (ZoneId zone : ZONES) {
      CronOracle oracle = RandomCron.next(random);
      while (oracle.timesPerDay() > 1) {
        oracle = RandomCron.next(random);
      }
      CronCase drawn = new CronCase(SEED, oracle, zone, anyPolicy(), START, TEN_YEARS_LATER);
      drawn.checkChain(random);
      evaluations += drawn.evaluations();
    }
    assertThat(evaluations).isGreaterThan(ZONES.size() * 365L);
  }

  @Test
  void from_the_year_0_to_9999_later_questions_have_no_earlier_answers() {
    Instant first = Instant.parse("-0001-01-01T00:00:00Z");
    Instant last = Instant.parse("+10001-01-01T00:00:00Z");
    for (ZoneId zone : ZONES) {
      CronCase drawn =
          new CronCase(SEED, RandomCron.next(random), zone, anyPolicy(), START, START.plusDays(1));
      for (int i = 0; i < 50; i++) {
        Instant earlier = CronCase.anyBetween(random, first, last);
        drawn.checkOrder(earlier, CronCase.anyBetween(random, earlier, last));
        drawn.checkOrder(earlier, earlier.plusSeconds(random.nextInt(100_000)));
      }
      drawn.checkLaws(random, CronCase.anyBetween(random, first, last));
    }
  }

  /** The leap of the search relies on this, see {@link ZoneSearch}. */
  @Test
  void no_change_of_the_clock_reaches_into_another_in_any_zone() {
    ZONES.forEach(CronLawsTest::checkThatChangesAreApart);
  }

  private static void checkThatChangesAreApart(ZoneId zone) {
    ZoneOffsetTransition change = zone.getRules().nextTransition(FIRST_CHANGES);
    while (change != null && change.getInstant().isBefore(LATEST)) {
      ZoneOffsetTransition next = zone.getRules().nextTransition(change.getInstant());
      if (next != null) {
        Duration apart = Duration.between(change.getInstant(), next.getInstant());
        assertThat(apart).as("%s %s", zone, change).isGreaterThan(change.getDuration().abs());
        assertThat(apart).as("%s %s", zone, next).isGreaterThan(next.getDuration().abs());
      }
      change = next;
    }
  }

  private DstPolicy anyPolicy() {
    return POLICIES.get(random.nextInt(POLICIES.size()));
  }

  private Instant instantNearChange(ZoneId zone) {
    Instant any = CronCase.anyBetween(random, EARLIEST, LATEST);
    ZoneOffsetTransition change = zone.getRules().nextTransition(any);
    return change == null || random.nextInt(5) == 0 ? any : change.getInstant();
  }
}
