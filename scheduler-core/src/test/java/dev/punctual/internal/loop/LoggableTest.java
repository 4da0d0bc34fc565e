package dev.punctual.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoggableTest {
  @Test
  void a_message_that_is_all_escapes_is_cut_and_a_harmless_one_is_logged_as_it_is() {
    var harmless = new IllegalStateException("no such file");
    assertThat(Loggable.of(harmless)).isSameAs(harmless);
    assertThat(Loggable.of(new IllegalStateException("\r".repeat(5_000) + "x")).toString())
        .startsWith("java.lang.IllegalStateException: \\u000d\\u000d")
        .hasSize(2_000);
  }
}
