package dev.punctual.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows of a table in a page of the guide, found by the names of its columns. */
final class MarkdownTable {
  private static final Path GUIDE = Path.of(System.getProperty("basedir", "docs"));

  private MarkdownTable() {}

  /** The rows of all tables with these columns, each by column; code marks are left out. */
  static List<Map<String, String>> rows(String page, String... columns) throws IOException {
    var rows = new ArrayList<Map<String, String>>();
    var header = List.of(columns);
    boolean within = false;
    for (var line : Files.readAllLines(GUIDE.resolve(page))) {
      var cells = cells(line);
      if (within && line.startsWith("|") && !line.startsWith("| ---")) {
        rows.add(row(header, cells));
      }
      within = line.startsWith("|") && (within || cells.equals(header));
    }
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("no table with the columns " + header + " in " + page);
    }
    return List.copyOf(rows);
  }

  private static Map<String, String> row(List<String> header, List<String> cells) {
    if (cells.size() != header.size()) {
      throw new IllegalArgumentException("a row has " + cells.size() + " cells: " + cells);
    }
    var row = new LinkedHashMap<String, String>();
    for (int i = 0; i < header.size(); i++) {
      row.put(header.get(i), cells.get(i).replace("`", ""));
    }
    return row;
  }

  private static List<String> cells(String line) {
    var inner = line.strip().replaceAll("^\\||\\|$", "");
    return Arrays.stream(inner.split("\\|", -1)).map(String::strip).toList();
  }
}
