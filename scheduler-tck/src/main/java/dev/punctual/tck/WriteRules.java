package dev.punctual.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.punctual.ExecutionQuery;
import dev.punctual.ExecutionStatus;
import dev.punctual.JobId;
import dev.punctual.JobQuery;
import dev.punctual.JobState;
import dev.punctual.Payload;
import dev.punctual.spi.ChangeId;
import dev.punctual.spi.ExecutionRecord;
import dev.punctual.spi.StoredJob;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** P1 to P7, P12 and P13: writing, reading back, threads, closing. */
abstract class WriteRules extends StoreRules {
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

  @Test
  void p1_a_change_is_stored_whole() {
    ExecutionRecord open = Executions.open("a", NOON, Draft.NODE);
    ExecutionRecord ended = Executions.ended("a", NOON.minusSeconds(60), ExecutionStatus.SUCCEEDED);
    Draft draft =
        Draft.job("a").wake(NOON).tags(Set.of("x", "y")).progress("p").open(open).ended(ended);
    commit(draft);

    assertThat(store().load(JobId.of("a")))
        .contains(
            new StoredJob(
                draft.record(), "definition of a", Optional.of(Payload.text("payload of a"))));
    assertThat(executions(ExecutionQuery.all())).containsExactly(open, ended);
  }

  @Test
  void p2_a_change_whose_expected_version_is_not_stored_leaves_no_trace() {
    commit(Draft.job("a"));
    StoredJob before = load("a");
    ExecutionRecord ended = Executions.ended("a", NOON, ExecutionStatus.SUCCEEDED);

    for (long wrong : new long[] {0, 2, 7}) {
      Draft draft = Draft.job("a").define("other", Payload.none()).ended(ended).progress("other");
      assertThat(refused(draft.expecting(wrong))).containsExactly(JobId.of("a"));
    }
    assertThat(load("a")).isEqualTo(before);
    assertThat(executions(ExecutionQuery.all())).isEmpty();
  }

  @Test
  void p2_the_other_changes_of_the_batch_stand() {
    commit(Draft.job("b"));
    assertThat(refused(Draft.job("a"), Draft.job("b"), Draft.job("c")))
        .containsExactly(JobId.of("b"));
    assertThat(ids(JobQuery.all())).containsExactly("a", "b", "c");
  }

  @Test
  void p2_a_change_of_a_job_that_does_not_exist_is_refused() {
    assertThat(refused(Draft.job("a").expecting(1))).containsExactly(JobId.of("a"));
    assertThat(store().load(JobId.of("a"))).isEmpty();
  }

  @Test
  void p2_of_two_changes_that_expect_the_same_version_one_is_stored() {
    Draft created = Draft.job("a");
    commit(created);
    commit(created.next().progress("first"));
    assertThat(refused(created.next().progress("second"))).containsExactly(JobId.of("a"));
    assertThat(load("a").record().progress()).isEqualTo("first");
  }

  @Test
  void p2_an_empty_batch_changes_nothing() {
    assertThat(store().commit(List.of())).isEmpty();
  }

  @Test
  void p4_the_stored_version_says_who_made_it() {
    Draft created = Draft.job("a");
    commit(created);
    commit(created.next());
    assertThat(load("a").record().change()).isEqualTo(new ChangeId(Draft.NODE, 2));
    assertThat(load("a").version()).isEqualTo(2);
  }

  @Test
  void p5_a_change_without_a_definition_leaves_text_and_payload_as_they_are() {
    Draft created = Draft.job("a").define("text", Payload.bytes(new byte[] {0, -1, 7}));
    commit(created);
    commit(created.next().progress("later"));
    assertThat(load("a").definition()).isEqualTo("text");
    assertThat(load("a").payload()).contains(Payload.bytes(new byte[] {0, -1, 7}));
  }

  @Test
  void p5_a_change_with_a_definition_replaces_text_and_payload() {
    Draft created = Draft.job("a").define("text", Payload.text("old"));
    commit(created);
    commit(created.next().define("other", Payload.none()));
    assertThat(load("a").definition()).isEqualTo("other");
    assertThat(load("a").payload()).contains(Payload.none());
  }

  @Test
  void p6_an_execution_in_the_log_never_changes() {
    ExecutionRecord ended = Executions.ended("a", NOON, ExecutionStatus.SUCCEEDED);
    Draft created = Draft.job("a").ended(ended);
    commit(created);
    commit(created.next().ended(Executions.end(ended, ExecutionStatus.FAILED, NOON)));
    assertThat(executions(ExecutionQuery.all())).containsExactly(ended);
  }

  @Test
  void p6_an_execution_that_ends_is_listed_once_and_as_ended() {
    ExecutionRecord open = Executions.open("a", NOON, Draft.NODE);
    ExecutionRecord ended = Executions.end(open, ExecutionStatus.FAILED, NOON.plusSeconds(1));
    Draft created = Draft.job("a").open(open);
    commit(created);
    assertThat(executions(ExecutionQuery.all())).containsExactly(open);
    commit(created.next().withoutOpen().ended(ended));
    assertThat(executions(ExecutionQuery.all())).containsExactly(ended);
    assertThat(executions(ExecutionQuery.of(open.id()))).containsExactly(ended);
  }

  @Test
  void p7_texts_return_unchanged_whatever_characters_they_hold() {
    List<String> texts = Texts.HOSTILE;
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      Draft draft =
          Draft.job("job-" + i)
              .define(text, Payload.text(text))
              .progress(text)
              .tags(Set.of(text, "tag"))
              .open(Samples.full("job-" + i, NOON, ExecutionStatus.WAITING, text))
              .ended(Samples.full("job-" + i, NOON, ExecutionStatus.FAILED, text));
      commit(draft);
      assertThat(load("job-" + i))
          .isEqualTo(new StoredJob(draft.record(), text, Optional.of(Payload.text(text))));
      assertThat(executions(ExecutionQuery.ofJob("job-" + i)))
          .containsExactlyInAnyOrder(draft.open().getFirst(), draft.ended().getFirst());
    }
  }

  @Test
  void p7_instants_from_1970_to_9999_return_to_the_millisecond() {
    Instant[] instants = {Instant.EPOCH, NOON.plusMillis(1), LATEST};
    for (int i = 0; i < instants.length; i++) {
      Draft draft =
          Draft.job("job-" + i)
              .wake(instants[i])
              .open(Samples.full("job-" + i, instants[i], ExecutionStatus.RUNNING, ""))
              .ended(Samples.full("job-" + i, instants[i], ExecutionStatus.SKIPPED, ""));
      commit(draft);
      assertThat(load("job-" + i).record()).isEqualTo(draft.record());
      assertThat(executions(ExecutionQuery.ofJob("job-" + i)))
          .containsExactlyInAnyOrder(draft.open().getFirst(), draft.ended().getFirst());
    }
  }

  @Test
  void p7_payloads_of_every_format_and_size_return_unchanged() {
    byte[] large = new byte[1_000_000];
    for (int i = 0; i < large.length; i++) {
      large[i] = (byte) (i * 31);
    }
    List<Payload> payloads =
        List.of(
            Payload.none(),
            Payload.text(""),
            Payload.json("{\"a\":1}"),
            Payload.bytes(new byte[0]),
            Payload.bytes(large));
    for (int i = 0; i < payloads.size(); i++) {
      commit(Draft.job("job-" + i).define("d".repeat(100_000), payloads.get(i)));
      assertThat(load("job-" + i).payload()).contains(payloads.get(i));
      assertThat(load("job-" + i).definition()).hasSize(100_000);
    }
  }

  @Test
  void p7_ids_of_200_characters_are_kept_apart() {
    String stem = "x".repeat(199);
    commit(Draft.job(stem + "1").progress("one"), Draft.job(stem + "2").progress("two"));
    assertThat(load(stem + "1").record().progress()).isEqualTo("one");
    assertThat(load(stem + "2").record().progress()).isEqualTo("two");
    assertThat(ids(JobQuery.all().withIdPrefix(stem))).hasSize(2);
  }

  @Test
  void p12_readers_on_any_thread_see_every_commit_that_has_returned()
      throws ExecutionException, InterruptedException {
    Draft draft = Draft.job("a");
    commit(draft);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < 50; round++) {
        draft = draft.next().progress("round " + round);
        commit(draft);
        String wanted = draft.progress();
        Callable<Boolean> look =
            () ->
                load("a").record().progress().equals(wanted)
                    && ((StoredJob) store().jobs(JobQuery.all()).items().getFirst())
                        .record()
                        .progress()
                        .equals(wanted)
                    && store().executions(ExecutionQuery.all()).items().isEmpty();
        List<Future<Boolean>> looks =
            IntStream.range(0, 8).mapToObj(i -> threads.submit(look)).toList();
        for (Future<Boolean> seen : looks) {
          assertThat(seen.get()).isTrue();
        }
      }
    }
  }

  @Test
  void p13_close_is_idempotent_and_every_other_call_after_it_throws() {
    commit(Draft.job("a").state(JobState.FINISHED));
    store().close();
    store().close();
    List<Callable<?>> calls =
        List.of(
            () -> store().commit(List.of(Draft.job("b").change())),
            () -> store().load(JobId.of("a")),
            () -> due(NOON, 10, "handler"),
            () -> store().heartbeat(Draft.NODE, NOON, Duration.ofSeconds(30)),
            () -> store().jobs(JobQuery.all()),
            () -> store().executions(ExecutionQuery.all()),
            () -> store().purge(NOON, 10, 10));
    for (Callable<?> call : calls) {
      assertThatThrownBy(call::call).isInstanceOf(RuntimeException.class);
    }
  }
}
