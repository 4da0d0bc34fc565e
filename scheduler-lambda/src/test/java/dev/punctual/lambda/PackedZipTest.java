package dev.punctual.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TimeZone;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

class PackedZipTest {
  private static final byte[] TEXT = "export const handler = 1".getBytes(StandardCharsets.UTF_8);

  @Test
  void the_file_can_be_read_back() throws IOException {
    try (var zip =
        new ZipInputStream(
            new ByteArrayInputStream(PackedZip.of(Map.of("index.mjs", TEXT)).asByteArray()))) {
      assertThat(zip.getNextEntry().getName()).isEqualTo("index.mjs");
      assertThat(zip.readAllBytes()).isEqualTo(TEXT);
      assertThat(zip.getNextEntry()).isNull();
    }
  }

  @Test
  void the_hash_depends_on_the_source_alone_and_not_on_the_zone_or_the_jdk() {
    TimeZone before = TimeZone.getDefault();
    try {
      for (String zone : new String[] {"UTC", "Asia/Kathmandu", "America/St_Johns"}) {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        assertThat(FunctionCode.ofSource("nodejs22.x", "index.mjs", "export {}").source().mark())
            .isEqualTo("X4gKcA0yoaYRjyVeFZ8JtTr07sXOi244KZOSvDxt0FE=");
      }
    } finally {
      TimeZone.setDefault(before);
    }
  }

  @Test
  void other_text_has_another_hash() {
    assertThat(FunctionCode.ofSource("nodejs22.x", "index.mjs", "export {};").source().mark())
        .isNotEqualTo(
            FunctionCode.ofSource("nodejs22.x", "index.mjs", "export {}").source().mark());
  }
}
