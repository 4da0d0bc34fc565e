package dev.punctual.verification.hostile;

import java.util.List;
import java.util.Random;

/** Text as somebody would send it who means harm, or whose encoding is broken; from a seed. */
final class NastyText {
  private static final List<String> PIECES =
      List.of(
          "'; DROP TABLE job; --",
          "' OR '1'='1",
          "\" OR \"\"=\"",
          "1) UNION SELECT payload FROM definition --",
          "%' ESCAPE '!",
          "_%",
          "*",
          "\\",
          "\\n",
          "\\u0000",
          "\"",
          "'",
          "`",
          "\r\n2026-01-01 00:00:00 ERROR forged line",
          "\n",
          "\r",
          "\t",
          "\0",
          "\b\f\u007f\u0085\u009b31m",
          "\u001b[2J\u001b[31mred\u001b[0m",
          "\u001b]0;title\u0007",
          "\u2028",
          "\u2029",
          "\u202egnp.exe",
          "\u2066\u2069\u200b\ufeff",
          "\ud800",
          "\udfff",
          "\udc00\ud800",
          "\ud83d\ude00",
          "\uffff\ufffe",
          "e\u0301\u0301\u0301",
          "\ufdfa",
          "${jndi:ldap://localhost/x}",
          "#{T(java.lang.Runtime).getRuntime().exec('id')}",
          "${7*7}",
          "{}",
          "{0} %s %n %x",
          "{\"a\":[1,{\"b\":null}]}",
          "]}',",
          "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><x>&e;</x>",
          "<script>alert(1)</script>",
          "../../../../tmp/x",
          "C:\\..\\x",
          "file:jobs.db?mode=memory",
          "payload none",
          "\nincarnation x\ncursor 2026-01-01T00:00:00Z\ncount 0",
          "punctual:declared",
          "handler",
          "work",
          "sentinel-%",
          "-1",
          "99999999999999999999",
          "NaN",
          "null",
          "every 10s",
          "0 0 0 * * ?",
          " ",
          "");

  private NastyText() {}

  /** One of them; one in two hundred is very long. */
  static String next(Random random) {
    if (random.nextInt(200) == 0) {
      return piece(random).concat("x").repeat(1 + random.nextInt(20_000));
    }
    var text = new StringBuilder();
    for (int i = random.nextInt(4); i >= 0; i--) {
      text.append(piece(random));
      if (random.nextInt(3) == 0) {
        text.append((char) random.nextInt(Character.MAX_VALUE + 1));
      }
    }
    return text.toString();
  }

  private static String piece(Random random) {
    return PIECES.get(random.nextInt(PIECES.size()));
  }

  /** As a message may show it: no control or format character, no half of a surrogate pair. */
  static boolean isOneHarmlessLine(String message) {
    return message
        .codePoints()
        .allMatch(c ->
            switch (Character.getType(c)) {
              case Character.CONTROL,
                  Character.FORMAT,
                  Character.LINE_SEPARATOR,
                  Character.PARAGRAPH_SEPARATOR,
                  Character.SURROGATE ->
                  false;
              default -> true;
            });
  }
}
