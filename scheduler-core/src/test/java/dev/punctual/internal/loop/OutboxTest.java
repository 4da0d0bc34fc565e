package dev.punctual.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.punctual.JobId;
import dev.punctual.JobState;
import dev.punctual.NodeId;
import dev.punctual.Target;
import dev.punctual.spi.ChangeId;
import dev.punctual.spi.JobChange;
import dev.punctual.spi.JobRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private static final Duration START = Duration.ofHours(1);
  private static final StoreRequest PATIENT = commit(true);
  private static final StoreRequest URGENT = commit(false);
  private static final StoreRequest LOAD = new StoreRequest.Load(JobId.of("job"));

  private final Outbox outbox = new Outbox();
  private final List<List<StoreRequest>> handedOver = new ArrayList<>();

  @Test
  void nothing_waits_in_an_empty_one() {
    assertThat(handOver(0)).isEmpty();
    assertThat(handedOver).isEmpty();
  }

  @Test
  void what_can_wait_is_handed_over_together_five_milliseconds_after_the_first() {
    add(PATIENT, 0);
    assertThat(handOver(0)).contains(Duration.ofMillis(5));
    add(PATIENT, 3);
    assertThat(handOver(3)).contains(Duration.ofMillis(2));
    assertThat(handedOver).isEmpty();

    assertThat(handOver(5)).isEmpty();
    assertThat(handedOver).containsExactly(List.of(PATIENT, PATIENT));
    add(PATIENT, 6);
    assertThat(handOver(6)).as("the next one begins anew").contains(Duration.ofMillis(5));
  }

  @Test
  void what_cannot_wait_takes_along_what_came_before() {
    add(PATIENT, 0);
    add(URGENT, 1);
    assertThat(handOver(1)).isEmpty();
    add(LOAD, 2);
    assertThat(handOver(2)).isEmpty();
    assertThat(handedOver).containsExactly(List.of(PATIENT, URGENT), List.of(LOAD));
  }

  @Test
  void a_full_one_does_not_wait() {
    for (int i = 1; i < Outbox.FULL; i++) {
      add(PATIENT, 0);
      assertThat(handOver(0)).isPresent();
    }
    add(PATIENT, 0);
    assertThat(handOver(0)).isEmpty();
    assertThat(handedOver).singleElement().satisfies(all -> assertThat(all).hasSize(Outbox.FULL));
  }

  private void add(StoreRequest request, long millis) {
    outbox.add(request, START.plusMillis(millis));
  }

  private Optional<Duration> handOver(long millis) {
    return outbox.handOver(START.plusMillis(millis), handedOver::add);
  }

  private static StoreRequest commit(boolean canWait) {
    var record =
        new JobRecord(
            JobId.of("job"),
            1,
            new ChangeId(new NodeId("node"), 1),
            Optional.empty(),
            JobState.ACTIVE,
            Target.HANDLERS,
            Set.of(),
            "",
            List.of());
    return new StoreRequest.Commit(
        new JobChange(0, record, Optional.empty(), List.of()), false, canWait);
  }
}
