package dev.punctual.lambda;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;

/**
 * The code of a function.
 *
 * @param handler null if none could be derived from the file's name
 */
record FunctionCode(String runtime, @Nullable String handler, SdkBytes zip) {
  private static final Map<String, String> EXTENSIONS =
      Map.of("nodejs", "mjs|cjs|js", "python", "py", "ruby", "rb");

  static FunctionCode ofSource(String runtime, String file, String source) {
    return new FunctionCode(
        runtime,
        handlerOf(runtime, file),
        SourceZip.of(file, source.getBytes(StandardCharsets.UTF_8)));
  }

  static FunctionCode ofZip(String runtime, String handler, byte[] zip) {
    return new FunctionCode(runtime, handler, SdkBytes.fromByteArray(zip));
  }

  FunctionCode withHandler(String other) {
    return new FunctionCode(runtime, other, zip);
  }

  private static @Nullable String handlerOf(String runtime, String file) {
    String language = runtime.replaceFirst("[0-9].*", "");
    String extensions = EXTENSIONS.getOrDefault(language, "");
    return file.matches("[A-Za-z0-9_-]+\\.(" + extensions + ")")
        ? file.substring(0, file.indexOf('.')) + ".handler"
        : null;
  }

  /** The hash as Lambda reports it. */
  String sha256() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(zip.asByteArrayUnsafe());
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "FunctionCode[" + runtime + ", " + zip.asByteArrayUnsafe().length + " bytes]";
  }
}
