package dev.punctual.lambda;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;

/**
 * The code of a function.
 *
 * @param runtime null for a container image, which brings its own
 * @param handler null for a container image, or if none could be derived from the file's name
 */
record FunctionCode(@Nullable String runtime, @Nullable String handler, CodeSource source) {
  private static final Map<String, String> EXTENSIONS =
      Map.of("nodejs", "mjs|cjs|js", "python", "py", "ruby", "rb");

  static FunctionCode ofSource(String runtime, String file, String source) {
    byte[] text = source.getBytes(StandardCharsets.UTF_8);
    return new FunctionCode(
        runtime, handlerOf(runtime, file), new CodeSource.Zip(PackedZip.of(Map.of(file, text))));
  }

  static FunctionCode ofZip(String runtime, String handler, byte[] zip) {
    return new FunctionCode(runtime, handler, new CodeSource.Zip(SdkBytes.fromByteArray(zip)));
  }

  /** The zip as it is now. */
  static FunctionCode ofZip(String runtime, String handler, Path file) throws IOException {
    return ofZip(runtime, handler, Files.readAllBytes(file));
  }

  /** The files as they are now. */
  static FunctionCode ofDirectory(String runtime, String handler, Path directory)
      throws IOException {
    return new FunctionCode(
        runtime, handler, new CodeSource.Zip(PackedZip.of(DirectoryFiles.read(directory))));
  }

  FunctionCode withHandler(String other) {
    return new FunctionCode(runtime, other, source);
  }

  boolean isImage() {
    return source instanceof CodeSource.Image;
  }

  private static @Nullable String handlerOf(String runtime, String file) {
    String language = runtime.replaceFirst("[0-9].*", "");
    String extensions = EXTENSIONS.getOrDefault(language, "");
    return file.matches("[A-Za-z0-9_-]+\\.(" + extensions + ")")
        ? file.substring(0, file.indexOf('.')) + ".handler"
        : null;
  }

  @Override
  public String toString() {
    return "FunctionCode[" + runtime + ", " + source + "]";
  }
}
