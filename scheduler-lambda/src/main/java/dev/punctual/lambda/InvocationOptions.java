package dev.punctual.lambda;

import dev.punctual.InvalidDefinitionException;
import dev.punctual.internal.text.Quote;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a job says about its invocations beyond the function. It is part of the address, so that a
 * stored job keeps its meaning whatever is registered.
 *
 * @param mode how it is invoked
 * @param isDurable whether its executions are durable, and so have names
 * @param hasKeyInEvent whether the key is merged into the event
 */
record InvocationOptions(InvocationMode mode, boolean isDurable, boolean hasKeyInEvent) {
  static final InvocationOptions DEFAULT =
      new InvocationOptions(InvocationMode.SYNCHRONOUS, false, false);

  private static final String DURABLE = "durable";
  private static final String KEY = "key";

  /** The options of an address, which begin with its first question mark. */
  static InvocationOptions ofAddress(String address) {
    int mark = address.indexOf('?');
    InvocationOptions options = DEFAULT;
    for (String word : mark < 0 ? new String[0] : address.substring(mark + 1).split("&", -1)) {
      options = options.with(word, address);
    }
    return options;
  }

  /** The part of an address that says which function is meant. */
  static String functionOf(String address) {
    int mark = address.indexOf('?');
    return mark < 0 ? address : address.substring(0, mark);
  }

  private InvocationOptions with(String word, String address) {
    return switch (word) {
      case DURABLE -> withDurable();
      case KEY -> withKeyInEvent();
      case "asynchronous" -> withMode(InvocationMode.ASYNCHRONOUS);
      case "dry_run" -> withMode(InvocationMode.DRY_RUN);
      default ->
          throw new InvalidDefinitionException(
              "the address "
                  + Quote.of(address)
                  + " has an option that is none of asynchronous, dry_run, durable and key:"
                  + " use the address() or target() of a LambdaFunction");
    };
  }

  InvocationOptions withMode(InvocationMode other) {
    return new InvocationOptions(other, isDurable, hasKeyInEvent);
  }

  InvocationOptions withDurable() {
    return new InvocationOptions(mode, true, hasKeyInEvent);
  }

  InvocationOptions withKeyInEvent() {
    return new InvocationOptions(mode, isDurable, true);
  }

  /** What follows the function in an address; empty for the default. */
  String suffix() {
    List<String> words = new ArrayList<>();
    if (mode != InvocationMode.SYNCHRONOUS) {
      words.add(mode.name().toLowerCase(Locale.ROOT));
    }
    if (isDurable) {
      words.add(DURABLE);
    }
    if (hasKeyInEvent) {
      words.add(KEY);
    }
    return words.isEmpty() ? "" : '?' + String.join("&", words);
  }
}
