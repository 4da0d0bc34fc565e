package dev.punctual.config;

import dev.punctual.InvalidDefinitionException;
import dev.punctual.JobId;
import dev.punctual.Payload;
import dev.punctual.Target;
import dev.punctual.http.HttpCall;
import java.util.List;
import java.util.Optional;

/** Reads what a job runs: a handler, a function, a request, or a target of any executor. */
final class TargetReader {
  private static final String LAMBDA = "lambda";
  private static final List<String> KINDS = List.of("handler", "function", "request", "target");

  private final Block entry;
  private final Faults faults;

  TargetReader(Block entry, Faults faults) {
    this.entry = entry;
    this.faults = faults;
  }

  /** Whether the entry names anything that runs. */
  boolean isThere() {
    return KINDS.stream().anyMatch(entry::has);
  }

  /**
   * What runs, and with what.
   *
   * @param key the key that names it, to which its faults belong
   */
  record Work(Target<Payload> target, Payload payload, String key) {
    static Work of(HttpCall call) {
      return new Work(call.target(), call.payload(), "request");
    }
  }

  /** The work of an entry of {@code jobs}; empty if something is wrong with it. */
  Optional<Work> read() {
    var given = KINDS.stream().filter(entry::has).toList();
    if (given.size() > 1) {
      entry.fault(given.get(1), "there is a " + given.get(0) + " too; an entry has one of the two");
      return Optional.empty();
    }
    if (given.isEmpty()) {
      return Optional.empty();
    }
    var kind = given.getFirst();
    if (kind.equals("request")) {
      if (entry.has("payload")) {
        entry.fault("payload", "a request has its body; leave the payload out");
      }
      return request();
    }
    return work(kind, entry.text(kind, text -> target(kind, text)), payload("payload"));
  }

  /**
   * The work of an entry of {@code lambdaSchedules}: its request is an HTTP request, or else the
   * event of a function, which is named like the entry unless it names one.
   */
  Optional<Work> readLambdaSchedule(JobId name) {
    var request = entry.get("request");
    if (request.isEmpty()
        || RequestReader.looksLikeOne(request.get())
        || entry.has("handler")
        || entry.has("target")) {
      return read();
    }
    if (entry.has("payload")) {
      entry.fault("payload", "the request is the payload; leave one of the two out");
      return Optional.empty();
    }
    var function =
        entry.has("function")
            ? entry.text("function", text -> Target.of(LAMBDA, text))
            : Optional.of(Target.of(LAMBDA, name.value()));
    return work(entry.has("function") ? "function" : "request", function, payload("request"));
  }

  private Optional<Work> request() {
    return entry
        .get("request")
        .flatMap(node -> RequestReader.read(node, entry.field("request"), faults))
        .map(Work::of);
  }

  private static Optional<Work> work(
      String key, Optional<Target<Payload>> target, Optional<Payload> payload) {
    return target.flatMap(where -> payload.map(what -> new Work(where, what, key)));
  }

  private static Target<Payload> target(String kind, String text) {
    return switch (kind) {
      case "handler" -> Target.handler(text);
      case "function" -> Target.of(LAMBDA, text);
      default -> {
        int space = text.indexOf(' ');
        if (space < 0) {
          throw new InvalidDefinitionException(
              "it is to be the name of an executor and an address, with a space between them");
        }
        yield Target.of(text.substring(0, space), text.substring(space + 1));
      }
    };
  }

  private Optional<Payload> payload(String key) {
    return entry.has(key) ? entry.read(key, TargetReader::payload) : Optional.of(Payload.none());
  }

  /** A text that looks like JSON is taken as JSON; anything else becomes JSON. */
  private static Payload payload(YamlNode node) {
    return Payload.json(
        node instanceof YamlNode.Scalar scalar && JsonText.looksLikeJson(scalar)
            ? JsonText.of(scalar.text())
            : JsonText.of(node));
  }
}
