package dev.punctual.http;

import java.net.http.HttpHeaders;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An answer that came at least to the end of its headers.
 *
 * @param status its status
 * @param headers its headers, as they came; nothing of them is shown before it was scrubbed
 * @param text what is kept of its body, without secrets
 * @param brokenOff why it did not come to its end; null if it did
 */
record Answer(int status, HttpHeaders headers, String text, @Nullable String brokenOff) {
  private static final Pattern CHARSET =
      Pattern.compile("(?i);\\s*charset\\s*=\\s*\"?([^\\s\";]{1,40})");

  static Answer of(
      int status,
      HttpHeaders headers,
      CappedBody body,
      @Nullable String brokenOff,
      Secrets secrets) {
    String text = new String(body.bytes(), charset(headers));
    return new Answer(
        status, headers, secrets.scrubbed(text, body.isCut() || brokenOff != null), brokenOff);
  }

  /** That which the answer names; UTF-8 where it names none that is known here. */
  static Charset charset(HttpHeaders headers) {
    var matcher = CHARSET.matcher(headers.firstValue(Header.CONTENT_TYPE).orElse(""));
    if (!matcher.find()) {
      return StandardCharsets.UTF_8;
    }
    try {
      return Charset.forName(matcher.group(1));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return StandardCharsets.UTF_8;
    }
  }

  Optional<String> header(String name) {
    return headers.firstValue(name);
  }

  /** The status and the size; never headers or text. */
  @Override
  public String toString() {
    return status + " with " + text.length() + " characters";
  }
}
