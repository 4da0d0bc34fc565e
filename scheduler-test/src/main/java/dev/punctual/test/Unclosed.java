package dev.punctual.test;

import dev.punctual.Attempt;
import dev.punctual.Outcome;
import dev.punctual.Payload;
import dev.punctual.Target;
import dev.punctual.spi.JobExecutor;
import dev.punctual.spi.Persistence;
import java.time.Duration;
import java.util.Optional;

/** Stores and executors that outlive the schedulers of a test, which come and go. */
final class Unclosed {
  private Unclosed() {}

  static final class Store extends ForwardingPersistence {
    Store(Persistence inner) {
      super(inner);
    }

    @Override
    public void close() {}
  }

  record Executor(JobExecutor inner) implements JobExecutor {
    @Override
    public void validate(Target<?> target, Payload payload) {
      inner.validate(target, payload);
    }

    @Override
    public void prepare(Target<?> target) throws Exception {
      inner.prepare(target);
    }

    @Override
    public Optional<Outcome> lookup(Attempt<Payload> attempt) throws Exception {
      return inner.lookup(attempt);
    }

    @Override
    public Duration timeout(Target<?> target) {
      return inner.timeout(target);
    }

    @Override
    public Outcome execute(Attempt<Payload> attempt) throws Exception {
      return inner.execute(attempt);
    }
  }
}
