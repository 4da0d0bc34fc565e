package dev.punctual.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Secrets in files, one to a file. */
final class SecretFiles {
  private static final int LARGEST = 65_536;
  private static final Pattern LINE_BREAK_AT_THE_END = Pattern.compile("\\r?\\n\\z");

  private SecretFiles() {}

  static Optional<String> read(Path directory, String name) throws IOException {
    if (!Template.isName(name)) {
      return Optional.empty();
    }
    var file = directory.resolve(name);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    byte[] bytes;
    try (var in = Files.newInputStream(file)) {
      bytes = in.readNBytes(LARGEST + 1);
    }
    if (bytes.length > LARGEST) {
      throw new IOException("the file of secret " + name + " has more than 64 KB");
    }
    String text =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .decode(ByteBuffer.wrap(bytes))
            .toString();
    return Optional.of(LINE_BREAK_AT_THE_END.matcher(text).replaceFirst(""));
  }
}
