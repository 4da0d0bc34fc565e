package dev.punctual.tck;

import dev.punctual.Attempt;
import dev.punctual.InvalidDefinitionException;
import dev.punctual.Outcome;
import dev.punctual.Payload;
import dev.punctual.Target;
import dev.punctual.spi.JobExecutor;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** The least executor that keeps the contract: it shows that the kit can be satisfied. */
class ScriptedExecutorTest extends JobExecutorContract {
  private final List<String> keys = new CopyOnWriteArrayList<>();

  @Override
  protected JobExecutor create() {
    return new JobExecutor() {
      @Override
      public Outcome execute(Attempt<Payload> attempt) throws Exception {
        keys.add(attempt.key());
        return switch (attempt.target().address()) {
          case "succeed" -> Outcome.succeeded();
          case "fail" -> throw new IllegalStateException("as asked");
          default -> {
            new CountDownLatch(1).await();
            yield Outcome.succeeded();
          }
        };
      }

      @Override
      public void validate(Target<?> target, Payload payload) {
        if (target.address().equals("nowhere")) {
          throw new InvalidDefinitionException("there is no target nowhere");
        }
      }
    };
  }

  @Override
  protected Target<?> succeeding() {
    return Target.of("scripted", "succeed");
  }

  @Override
  protected Target<?> failing() {
    return Target.of("scripted", "fail");
  }

  @Override
  protected Target<?> blocking() {
    return Target.of("scripted", "block");
  }

  @Override
  protected Optional<Target<?>> impossible() {
    return Optional.of(Target.of("scripted", "nowhere"));
  }

  @Override
  protected Optional<List<String>> receivedKeys() {
    return Optional.of(keys);
  }
}
