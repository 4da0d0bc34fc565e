package dev.punctual.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class FirstBytesTest {
  private final ByteArrayInputStream whole = new ByteArrayInputStream(new byte[100]);
  private final FirstBytes first = new FirstBytes(whole, 10);

  @Test
  void no_more_is_read_than_was_asked_for() throws IOException {
    assertThat(first.read()).isZero();
    assertThat(first.skip(2)).isEqualTo(2);
    assertThat(first.readAllBytes()).hasSize(7);
    assertThat(first.read()).isEqualTo(-1);
    assertThat(first.skip(1)).isZero();
    assertThat(first.markSupported()).isFalse();
    assertThat(whole.available()).isEqualTo(90);
  }

  @Test
  void a_short_stream_ends_where_it_ends() throws IOException {
    try (var all = new FirstBytes(whole, 1_000)) {
      assertThat(all.readAllBytes()).hasSize(100);
      assertThat(all.read()).isEqualTo(-1);
    }
  }
}
