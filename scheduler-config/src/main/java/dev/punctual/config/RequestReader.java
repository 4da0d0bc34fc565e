package dev.punctual.config;

import dev.punctual.InvalidDefinitionException;
import dev.punctual.http.HttpCall;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads an HTTP request. Values of headers and bodies are in no fault. */
final class RequestReader {
  private static final List<String> KEYS =
      List.of("method", "url", "headers", "body", "json", "expect", "timeout");

  private final Block request;
  private Optional<HttpCall> call = Optional.empty();

  private RequestReader(Block request) {
    this.request = request;
  }

  /** Whether this is a request, rather than the payload of a function. */
  static boolean looksLikeOne(YamlNode node) {
    return switch (node) {
      case YamlNode.Scalar scalar -> scalar.text().matches("(?is)\\s*https?://.*");
      case YamlNode.Mapping mapping ->
          mapping.members().stream()
              .anyMatch(member ->
                  member.key() instanceof YamlNode.Scalar key
                      && List.of("url", "method", "headers").contains(key.text()));
      case YamlNode.Sequence sequence -> false;
      case YamlNode.Broken broken -> true;
    };
  }

  /** The call; empty if something is wrong with it, which is noted then. */
  static Optional<HttpCall> read(YamlNode node, String field, Faults faults) {
    return switch (node) {
      case YamlNode.Mapping mapping ->
          new RequestReader(Block.of(mapping, field + ".", KEYS, faults)).read();
      case YamlNode.Scalar url ->
          faults.attempt(url.place(), field, () -> HttpCall.get(Block.text(url)));
      case YamlNode.Broken broken -> {
        faults.add(broken.place(), field, broken.fault());
        yield Optional.empty();
      }
      case YamlNode.Sequence list -> {
        faults.add(list.place(), field, "it is to be a URL, or a block with a url");
        yield Optional.empty();
      }
    };
  }

  private Optional<HttpCall> read() {
    if (!request.has("url")) {
      request.fault("url", "it is missing");
    }
    if (request.has("body") && request.has("json")) {
      request.fault("json", "there is a body too; give one of the two");
    }
    boolean hasBody = request.has("body") || request.has("json");
    var method =
        request.has("method")
            ? request.text("method", text -> text.toUpperCase(Locale.ROOT))
            : Optional.of(hasBody ? "POST" : "GET");
    call = method.flatMap(verb -> request.text("url", url -> HttpCall.of(verb, url)));
    refine("json", (node, known) -> known.withJson(JsonText.of(node)));
    refine("body", RequestReader::withBody);
    request.get("headers").ifPresent(this::headers);
    refine("expect", (node, known) -> known.withExpected(statuses(node)));
    refine("timeout", (node, known) -> known.withTimeout(Durations.parse(Block.text(node))));
    return call;
  }

  /** Takes one more field into account. */
  private interface Refinement {
    HttpCall refine(YamlNode node, HttpCall known);
  }

  /** Every field is read, so that all faults are found at once. */
  private void refine(String key, Refinement refinement) {
    if (request.has(key)) {
      var base = call.orElse(HttpCall.get("http://localhost/"));
      var refined = request.read(key, node -> refinement.refine(node, base));
      call = call.flatMap(known -> refined);
    }
  }

  private static HttpCall withBody(YamlNode node, HttpCall known) {
    return node instanceof YamlNode.Scalar text
        ? known.withText(text.text())
        : known.withJson(JsonText.of(node));
  }

  private void headers(YamlNode node) {
    if (!(node instanceof YamlNode.Mapping headers)) {
      request.fault("headers", "they are to be a block of names and values");
      call = Optional.empty();
      return;
    }
    var names = new HashSet<String>();
    for (var header : headers.members()) {
      var base = call.orElse(HttpCall.get("http://localhost/"));
      var refined =
          request.attempt(
              header.value().place(),
              "headers",
              () -> {
                var name = Block.text(header.key());
                if (!names.add(name.toLowerCase(Locale.ROOT))) {
                  throw new InvalidDefinitionException("a header is given twice");
                }
                return base.withHeader(name, Block.text(header.value()));
              });
      call = call.flatMap(known -> refined);
    }
  }

  private static String statuses(YamlNode node) {
    return node instanceof YamlNode.Sequence several
        ? several.items().stream().map(Block::text).collect(Collectors.joining(", "))
        : Block.text(node);
  }
}
