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
 * Finds jobs in the store whose wake time comes. The store is asked for a slice ahead, so that
 * under load it is asked a few times a second, not once per job; and not at all before the next
 * wake time. Each answer brings at most as many new jobs as there is room for. Owned by the timing
 * loop.
 */
final class Scan {
  private static final int LARGEST_PAGE = 1_000;
  private static final int MOST_COUNTED = 1_000;
  private static final int MOST_ROUTES = 500;
  private static final Duration RETRY = Duration.ofMillis(250);

  private final TimingLoop loop;
  private final Duration slice;
  private boolean begun;
  private boolean asked;
  private boolean starved;

  /** How many jobs of the last answers have yet to be {@link #found(JobRow, Set) found}. */
  private int coming;

  private boolean waitsToAskAgain;

  /** Since it was asked there is room, or a shorter line, that the answer does not know of. */
  private boolean isOutdated;

  private Set<String> leftOut = Set.of();
  private Instant seenUntil = Instant.MIN;
  private @Nullable Instant earliestNoted;
  private Timers<Instant>.@Nullable Timer timer;

  Scan(TimingLoop loop, Duration slice) {
    this.loop = loop;
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
    try {
      loop.discovered(row, deadNodes);
    } catch (Throwable error) {
      loop.park(row.id(), AttemptThreads.describe(error));
    }
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
    batch.nextWake().ifPresent(this::at);
    if (earliestNoted != null) {
      at(earliestNoted);
    }
    if (isOutdated) {
      now();
    }
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
