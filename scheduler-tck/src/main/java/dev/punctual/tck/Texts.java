package dev.punctual.tck;

import java.util.List;

/** Texts that stores have stumbled over. */
final class Texts {
  static final List<String> HOSTILE =
      List.of(
          "",
          " ",
          "plain",
          "'; DROP TABLE job; --",
          "\" OR \"\"=\"",
          "') OR 1=1 /*",
          "%",
          "_",
          "a%b_c\\d",
          "[a-z]*?",
          "${jndi:ldap://x}",
          "NULL",
          "line\r\nbreak\ttab",
          "nul \0 inside",
          "\0",
          "\u001b[31mred",
          "\u202eright to left",
          "grün 漢字 \ud83d\ude80",
          "\ud83d\ude80".repeat(100),
          "{\"json\":[\"x\\\\\",null]}",
          "\\u0041",
          "\u007f\u0080\u2028\ufeff\uffff",
          "x".repeat(1_000));

  private Texts() {}
}
