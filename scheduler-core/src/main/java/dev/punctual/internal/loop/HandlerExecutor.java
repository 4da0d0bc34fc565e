package dev.punctual.internal.loop;

import dev.punctual.Attempt;
import dev.punctual.Handler;
import dev.punctual.InvalidDefinitionException;
import dev.punctual.Outcome;
import dev.punctual.Payload;
import dev.punctual.PayloadCodec;
import dev.punctual.Target;
import dev.punctual.internal.text.Quote;
import dev.punctual.spi.JobExecutor;
import java.util.Map;
import java.util.TreeSet;

/** Runs handlers in this process. */
public final class HandlerExecutor implements JobExecutor {
  private final Map<String, Binding<?>> bindings;
  private final PayloadCodec codec;

  /**
   * A handler and the target it was registered for.
   *
   * @param <T> the type of the payload
   * @param target the target
   * @param handler the handler
   */
  public record Binding<T>(Target<T> target, Handler<T> handler) {
    private void run(Attempt<Payload> attempt, PayloadCodec codec) throws Exception {
      T payload = Payloads.decode(attempt.payload(), target.type(), codec);
      handler.run(attempt.withPayload(payload));
    }
  }

  /**
   * An executor of handlers.
   *
   * @param bindings the handlers by name
   * @param codec decodes payloads
   */
  public HandlerExecutor(Map<String, Binding<?>> bindings, PayloadCodec codec) {
    this.bindings = Map.copyOf(bindings);
    this.codec = codec;
  }

  @Override
  public void validate(Target<?> target, Payload payload) {
    if (!bindings.containsKey(target.address())) {
      throw new InvalidDefinitionException(
          "no handler "
              + Quote.of(target.address())
              + " is registered, but "
              + new TreeSet<>(bindings.keySet())
              + "; register it with SchedulerBuilder.handler(target, handler)");
    }
  }

  @Override
  public Outcome execute(Attempt<Payload> attempt) throws Exception {
    var binding = bindings.get(attempt.target().address());
    if (binding == null) {
      return Outcome.notStarted(
          "no handler " + Quote.of(attempt.target().address()) + " is registered in this process");
    }
    try {
      binding.run(attempt, codec);
      return Outcome.succeeded();
    } catch (Declined nothingToDo) {
      return Outcome.declined(nothingToDo.reason());
    }
  }
}
