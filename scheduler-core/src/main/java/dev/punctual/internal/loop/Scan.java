package dev.punctual.internal.loop;

import static java.util.stream.Collectors.toSet;

import dev.punctual.NodeId;
import dev.punctual.spi.DueBatch;
import dev.punctual.spi.DueQuery;
import dev.punctual.spi.JobRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds jobs in the store whose wake time comes. The store is asked for a slice of time ahead, so
 * that under load it is asked some tens of times a second at most, not once per job; and not at all
 * before the next wake time. The more jobs are found, the thinner the next slice: deciding and
 * storing many at once holds two cores for some milliseconds, which what starts meanwhile needs.
 * Each answer brings at most as many new jobs as there is room for. Owned by the timing loop.
 */
final class Scan {
  private static final int LARGEST_PAGE = 1_000;
  private static final int MOST_COUNTED = 1_000;
  private static final int MOST_ROUTES = 500;
  private static final Duration RETRY = Duration.ofMillis(250);
  private static final Duration THINNEST = Duration.ofMillis(25);
  private static final int MANY = 100;
  private static final int FEW = 25;

  private final TimingLoop loop;
  private final Duration thickest;
  private Duration slice;
  private boolean begun;
  private boolean asked;
  private boolean starved;

  /** How many jobs of the last answers have yet to be {@link #found(JobRow, Set) found}. */
  private int coming;

  /** How many jobs this slice has brought that were not in memory. */
  private int inSlice;

  private Duration askedAt = Duration.ZERO;

  private boolean waitsToAskAgain;

  /** Since it was asked there is room, or a shorter line, that the answer does not know of. */
  private boolean isOutdated;

  private Set<String> leftOut = Set.of();
  private Instant seenUntil = Instant.MIN;
  private @Nullable Instant earliestNoted;
  private Timers<Instant>.@Nullable Timer timer;

  Scan(TimingLoop loop, Duration slice) {
    this.loop = loop;
    this.thickest = slice;
    this.slice = slice;
  }

  boolean hasBegun() {
    return begun;
  }

  void begin() {
    if (!begun) {
      begun = true;
      now();
    }
  }

  /** Wake times up to this instant are kept in memory; later ones are found in the store. */
  Instant seenUntil() {
    return seenUntil;
  }

  /** A job that is no longer in memory wakes then. */
  void noteWake(Instant wake) {
    if (begun && !asked) {
      at(wake);
    }
    earliestNoted = earliestNoted == null || wake.isBefore(earliestNoted) ? wake : earliestNoted;
  }

  void now() {
    at(loop.now());
  }

  /**
   * There may be room again. Asking for a few jobs costs almost as much as asking for many, so that
   * is done when there is room for half a page, or a while after there was none.
   */
  void roomMade() {
    if (starved && loop.room() - coming >= LARGEST_PAGE / 2) {
      starved = false;
      now();
    }
    if (leftOut.stream().anyMatch(executor -> !loop.hasLongLine(executor))) {
      leftOut = Set.of();
      now();
    }
  }

  private void at(Instant instant) {
    var set = timer;
    if (!begun || (set != null && !set.at().isAfter(instant))) {
      return;
    }
    if (set != null) {
      set.cancel();
    }
    timer = loop.timers.set(instant, this::ask);
  }

  private void ask() {
    timer = null;
    if (asked) {
      isOutdated = true;
      return;
    }
    if (loop.isClosing()) {
      return;
    }
    isOutdated = false;
    earliestNoted = null;
    inSlice = 0;
    askedAt = loop.elapsed();
    ask(loop.now().plus(slice), Optional.empty());
  }

  /**
   * Asks for what can run, unless too much of it waits in line already. Few routes are asked for by
   * name; many by asking for all and leaving out what cannot run.
   */
  private DueQuery query(Instant until, int limit, Optional<DueQuery.Mark> after) {
    var wanted = loop.executors.routes();
    var tooMany = Set.<String>of();
    if (!leftOut.isEmpty()) {
      tooMany = loop.executors.routesOf(leftOut);
      wanted = new TreeSet<>(wanted);
      wanted.removeAll(tooMany);
    }
    boolean complement = wanted.size() > MOST_ROUTES;
    return query(until, complement ? tooMany : wanted, complement, limit, after);
  }

  private DueQuery query(
      Instant until,
      Set<String> routes,
      boolean complement,
      int limit,
      Optional<DueQuery.Mark> after) {
    return new DueQuery(loop.node, loop.now(), until, routes, complement, limit, after);
  }

  /** A first page also has jobs that are being claimed, as it is read before that is stored. */
  private void ask(Instant until, Optional<DueQuery.Mark> after) {
    int room = Math.min(LARGEST_PAGE, loop.room() - coming);
    asked = room > 0 && !loop.isClosing();
    starved = room <= 0;
    if (starved) {
      soonAgain();
    }
    if (!asked) {
      return;
    }
    int known = after.isEmpty() ? Math.min(LARGEST_PAGE, loop.claiming()) : 0;
    leftOut = loop.executors.names().stream().filter(loop::hasLongLine).collect(toSet());
    var query = query(until, room + known, after);
    loop.driver.request(new StoreRequest.Due(query, StoreRequest.Purpose.RUN));
  }

  void found(JobRow row, Set<NodeId> deadNodes) {
    coming--;
    int known = loop.cells.size();
    try {
      loop.discovered(row, deadNodes);
    } catch (Throwable error) {
      loop.park(row.id(), AttemptThreads.describe(error));
    }
    inSlice += loop.cells.size() - known;
  }

  /**
   * The answer as a whole, most of whose jobs are still to come: so the store looks for the next
   * page while the loop decides about this one, and both are stored in few transactions.
   */
  void found(StoreRequest.Due request, DueBatch batch) {
    asked = false;
    coming += batch.jobs().size();
    var until = request.query().until();
    if (batch.next().isPresent()) {
      ask(until, batch.next());
      return;
    }
    seenUntil = until;
    slice = nextSlice(slice, inSlice, loop.elapsed().minus(askedAt), thickest);
    batch.nextWake().ifPresent(this::at);
    if (earliestNoted != null) {
      at(earliestNoted);
    }
    if (isOutdated) {
      now();
    }
  }

  /** Half as thick after many jobs, twice as thick after few, never thinner than an answer took. */
  static Duration nextSlice(Duration slice, int found, Duration answer, Duration thickest) {
    var half = Duration.ofNanos(slice.toNanos() / 2);
    var next = found > MANY ? half : found < FEW ? slice.plus(slice) : slice;
    return shorter(longer(next, longer(answer, THINNEST)), thickest);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  void failed(StoreRequest.Due request) {
    if (request.purpose() == StoreRequest.Purpose.RUN) {
      asked = false;
      soonAgain();
    }
  }

  /** What was found was out of date. */
  void soonAgain() {
    if (!waitsToAskAgain) {
      waitsToAskAgain = true;
      loop.after(RETRY, this::askAgain);
    }
  }

  private void askAgain() {
    waitsToAskAgain = false;
    now();
  }

  /** Looks for jobs that do not run as they should, to report them. */
  void look(StoreRequest.Purpose purpose, Instant until) {
    boolean complement = purpose == StoreRequest.Purpose.FIND_UNREGISTERED;
    var routes = loop.executors.routes();
    boolean all = !complement && routes.size() > MOST_ROUTES;
    var query =
        query(until, all ? Set.of() : routes, complement || all, MOST_COUNTED, Optional.empty());
    loop.driver.request(new StoreRequest.Due(query, purpose));
  }
}
