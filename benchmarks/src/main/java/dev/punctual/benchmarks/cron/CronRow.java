package dev.punctual.benchmarks.cron;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One expression of the comparison, in each library's own spelling.
 *
 * @param quartz what Quartz and Punctual read
 * @param spring what Spring reads, or empty where its language has no word for it
 * @param cronUtils what cron-utils reads, or empty where it would read something else
 */
record CronRow(
    String name, ZoneId zone, String quartz, Optional<String> spring, Optional<String> cronUtils) {

  /**
   * Spring has no years and no wrapped ranges, and counts weekdays from Monday, 1. cron-utils 9.2.1
   * takes a wrapped range and then fires at its first hour only.
   */
  private static final String TABLE =
      """
      every second           | Z                | * * * * * ?               | * * * * * *               | =
      every 5 minutes        | Z                | 0 0/5 * * * ?             | 0 0/5 * * * *             | =
      every 15 minutes       | Europe/Berlin    | 0 0/15 * * * ?            | 0 0/15 * * * *            | =
      hourly                 | Asia/Kolkata     | 0 0 * * * ?               | 0 0 * * * *               | =
      daily                  | Z                | 0 0 0 * * ?               | 0 0 0 * * *               | =
      daily at night         | Europe/Berlin    | 0 30 2 * * ?              | 0 30 2 * * *              | =
      weekdays at nine       | America/New_York | 0 0 9 ? * MON-FRI         | 0 0 9 * * MON-FRI         | =
      office hours           | Europe/Berlin    | 0 0/15 8-18 ? * MON-FRI   | 0 0/15 8-18 * * MON-FRI   | =
      ranges with steps      | Z                | 15 10-40/10 9-17/2 * * ?  | 15 10-40/10 9-17/2 * * *  | =
      lists                  | Asia/Kolkata     | 0 7,23,41 1,5,13 1,10,20 JAN,APR,OCT ? | 0 7,23,41 1,5,13 1,10,20 JAN,APR,OCT * | =
      last day of month      | Europe/Berlin    | 0 0 18 L * ?              | 0 0 18 L * *              | =
      three days before last | Z                | 0 0 18 L-3 * ?            | 0 0 18 L-3 * *            | =
      last weekday of month  | America/New_York | 0 0 18 LW * ?             | 0 0 18 LW * *             | =
      weekday nearest 15th   | Z                | 0 0 18 15W * ?            | 0 0 18 15W * *            | =
      last Friday            | Europe/Berlin    | 0 0 18 ? * 6L             | 0 0 18 * * 5L             | =
      fifth Monday           | Z                | 0 0 18 ? * 2#5            | 0 0 18 * * 1#5            | =
      leap day               | Europe/Berlin    | 0 0 12 29 2 ?             | 0 0 12 29 2 *             | =
      some years             | Z                | 0 0 12 1 1 ? 2024-2090/3  | -                         | =
      through the night      | Europe/Berlin    | 0 0/20 22-2 * * ?         | -                         | -
      never                  | Europe/Berlin    | 0 0 12 30 2 ?             | 0 0 12 30 2 *             | =
      """;

  /** Every row, in the order of the table. */
  static final List<CronRow> ALL = TABLE.lines().map(CronRow::read).toList();

  /** Returns the row of a name. */
  static CronRow of(String name) {
    return ALL.stream().filter(row -> row.name.equals(name)).findFirst().orElseThrow();
  }

  /** Returns what to call several rows that are asked in turn, or a row that is asked alone. */
  static String label(List<CronRow> rows) {
    return rows.size() == 1 ? rows.getFirst().name : rows.size() + " of them in turn";
  }

  /** Returns the expression as a library spells it, or empty where it cannot. */
  Optional<String> expression(Peer peer) {
    return switch (peer) {
      case PUNCTUAL, QUARTZ -> Optional.of(quartz);
      case SPRING -> spring;
      case CRON_UTILS -> cronUtils;
    };
  }

  /** Reads the expression with a library that can. */
  PeerCron<?> parse(Peer peer) {
    return PeerCron.parse(peer, expression(peer).orElseThrow(), zone);
  }

  /** Returns the libraries that can read this row, Punctual first. */
  List<Peer> peers() {
    return Arrays.stream(Peer.values()).filter(peer -> expression(peer).isPresent()).toList();
  }

  private static CronRow read(String line) {
    String[] cells = line.split(" *\\| *", -1);
    return new CronRow(
        cells[0],
        ZoneId.of(cells[1]),
        cells[2],
        spelling(cells[3], cells[2]),
        spelling(cells[4], cells[2]));
  }

  private static Optional<String> spelling(String cell, String quartz) {
    return switch (cell) {
      case "-" -> Optional.empty();
      case "=" -> Optional.of(quartz);
      default -> Optional.of(cell);
    };
  }
}
