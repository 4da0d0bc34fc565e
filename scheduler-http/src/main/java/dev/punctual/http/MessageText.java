package dev.punctual.http;

import dev.punctual.InvalidDefinitionException;
import dev.punctual.internal.text.Quote;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The text form of a {@link Message}, as {@link HttpCall} describes it. */
final class MessageText {
  private static final String HEADER = "header";
  private static final String BODY = "body";
  private static final String BASE64 = "base64";
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s)");

  private MessageText() {}

  static String format(Message message) {
    var lines = new ArrayList<String>();
    lines.add(message.method());
    for (var header : message.headers()) {
      lines.add(HEADER + ' ' + header.name() + ' ' + header.value());
    }
    if (message.basic() != null) {
      lines.add("basic " + message.basic());
    }
    if (!message.expected().equals(StatusRanges.SUCCESS)) {
      lines.add("expected " + message.expected());
    }
    if (!message.timeout().equals(Message.DEFAULT_TIMEOUT)) {
      lines.add("timeout " + duration(message.timeout()));
    }
    var body = message.body();
    if (!body.isText()) {
      lines.add(BODY + ' ' + BASE64);
    }
    String head = String.join("\n", lines);
    if (body.isEmpty()) {
      return head;
    }
    return head
        + "\n\n"
        + (body.isText() ? body.asText() : Base64.getEncoder().encodeToString(body.bytes()));
  }

  private static String duration(Duration duration) {
    return duration.toMillisPart() == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
  }

  static Message parse(String text) {
    int end = text.indexOf("\n\n");
    var lines = List.of((end < 0 ? text : text.substring(0, end)).split("\n", -1));
    var message = Message.of(lines.getFirst());
    var seen = new HashSet<String>();
    for (var line : lines.subList(1, lines.size())) {
      var words = line.split(" ", 2);
      String rest = words.length == 1 ? "" : words[1];
      String name = words[0].equals(HEADER) ? HEADER + ' ' + headerOf(rest).name() : words[0];
      if (!seen.add(name.toLowerCase(Locale.ROOT))) {
        throw refused("has a second line " + Quote.of(name));
      }
      message = with(message, words[0], rest);
    }
    return end < 0 ? message : message.with(body(text.substring(end + 2), seen.contains(BODY)));
  }

  private static Message with(Message message, String word, String rest) {
    return switch (word) {
      case HEADER -> message.with(headerOf(rest));
      case "basic" -> message.withBasic(rest);
      case "expected" -> message.with(StatusRanges.parse(rest));
      case "timeout" -> message.with(durationOf(rest));
      case BODY -> {
        if (!rest.equals(BASE64)) {
          throw refused("has a line 'body' that does not say base64");
        }
        yield message;
      }
      default -> throw refused("has an unknown line " + Quote.of(word));
    };
  }

  private static Header headerOf(String text) {
    int space = text.indexOf(' ');
    return space < 0
        ? new Header(text, "")
        : new Header(text.substring(0, space), text.substring(space + 1));
  }

  private static Duration durationOf(String text) {
    var matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw refused("has a timeout that is not of the form 30s or 500ms");
    }
    long number = Long.parseLong(matcher.group(1));
    return matcher.group(2).equals("s") ? Duration.ofSeconds(number) : Duration.ofMillis(number);
  }

  private static Body body(String text, boolean isBase64) {
    try {
      return isBase64 ? Body.bytes(Base64.getDecoder().decode(text)) : Body.text(text);
    } catch (IllegalArgumentException e) {
      throw refused("has a body that is not base64");
    }
  }

  private static InvalidDefinitionException refused(String fault) {
    return new InvalidDefinitionException("the text form of the call " + fault);
  }
}
