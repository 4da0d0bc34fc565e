package dev.punctual.benchmarks.cron;

import dev.punctual.benchmarks.cron.Referee.Gap;
import dev.punctual.benchmarks.cron.Referee.Overlap;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A question to which a peer's answer may not be the right one, with the words in which such
 * differences are explained.
 *
 * @param after the question: which time is the next one after this?
 * @param right our answer, which is right if the referee agrees
 */
record Difference(
    PeerGrammar peer,
    String expression,
    ZoneId zone,
    Instant after,
    Optional<Instant> right,
    Answer theirs) {

  Referee referee() {
    return referee(expression);
  }

  /** Returns the judge of another expression, to ask whether the peer reads this one like that. */
  Referee referee(String otherExpression) {
    return Referee.of(peer.dialect(), otherExpression, zone);
  }

  boolean isFixed() {
    return referee().cron().isFixed();
  }

  boolean isTheirs(Optional<Instant> time) {
    return theirs.equals(Answer.of(time));
  }

  /** Returns whether the peer answers later than is right, or never. */
  boolean isTheirsTooLate() {
    return right.isPresent()
        && theirs.failure().isEmpty()
        && theirs.time().map(time -> time.isAfter(right.get())).orElse(true);
  }

  /** Returns whether the peer answers as a clock on the wall would have it. */
  boolean isTheirsOnWallClock() {
    return isTheirs(referee().nextOnWallClock(after));
  }

  /** Returns whether the peer answers as if it skipped gaps and ran twice in overlaps. */
  boolean isTheirsWithoutRuleForFixedTimes() {
    return isTheirs(referee().next(after, Gap.SKIPPED, Overlap.BOTH_PASSES));
  }

  /** Returns whether it is right to run at the end of a gap for a time within it. */
  boolean isRightAtGapEnd() {
    return isFixed()
        && right.filter(changes()::isGapEnd).isPresent()
        && !right.equals(referee().next(after, Gap.SKIPPED, Overlap.FIRST_PASS));
  }

  /** Returns whether the question or an answer is a time that clocks show twice. */
  boolean touchesOverlap() {
    return changes().isInOverlap(after) || answers().anyMatch(changes()::isInOverlap);
  }

  boolean touchesUnusualChange() {
    return answers().anyMatch(changes()::isNearUnusual);
  }

  boolean touchesGapBeforeMidnight() {
    return answers().anyMatch(changes()::isNearGapBeforeMidnight);
  }

  ClockChanges changes() {
    return new ClockChanges(zone);
  }

  /**
   * Returns whether the question is from the last hour of a day, or so late in the hour before that
   * a search may begin in the last.
   */
  boolean isAskedInLastHours() {
    return local(after).getHour() >= 22;
  }

  /** Returns whether the peer answers the time asked about, or an earlier one. */
  boolean isTheirsNotLater() {
    return theirs.time().filter(time -> !time.isAfter(after)).isPresent();
  }

  LocalDateTime local(Instant time) {
    return LocalDateTime.ofInstant(time, zone);
  }

  Optional<LocalDate> rightDate() {
    return right.map(time -> local(time).toLocalDate());
  }

  Optional<LocalDate> theirDate() {
    return theirs.time().map(time -> local(time).toLocalDate());
  }

  LocalDate dateAsked() {
    return local(after).toLocalDate();
  }

  String dayOfMonth() {
    return field(3);
  }

  String dayOfWeek() {
    return field(5);
  }

  /** Returns a field, counted as in a grammar with seconds. */
  private String field(int index) {
    return List.of(expression.split(" "))
        .get(peer == PeerGrammar.CRON_UTILS_UNIX ? index - 1 : index);
  }

  private Stream<Instant> answers() {
    return Stream.of(right, theirs.time()).flatMap(Optional::stream);
  }

  /** Returns the difference as a row of an example. */
  @Override
  public String toString() {
    return String.join(
        " | ",
        peer.name(),
        expression,
        zone.getId(),
        after.toString(),
        Answer.of(right).toString(),
        theirs.toString());
  }
}
