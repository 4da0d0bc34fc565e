package dev.punctual.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.punctual.InvalidDefinitionException;
import dev.punctual.Payload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventJsonTest {
  private static final LambdaFunction BILLING = LambdaFunction.existing("billing").withKeyInEvent();
  private static final String MEMBER =
      "\"punctual\":{\"key\":\"%s\",\"job\":\"nightly/report\",\"scheduledTime\":\"2026-03-01T02:30:00Z\"}"
          .formatted(Attempts.KEY);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                        | {§}
          { }                       | {§ }
          {"a":1}                   | {§,"a":1}
           { "a": {"punctual":1}}   | {§, "a": {"punctual":1}}
          """)
  void the_key_is_a_member_of_the_event(String payload, String event) {
    assertThat(event(Payload.json(payload))).isEqualTo(event.replace("§", MEMBER));
  }

  @Test
  void without_a_payload_the_key_is_the_event() {
    assertThat(event(Payload.none())).isEqualTo('{' + MEMBER + '}');
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "7",
        "\"{}\"",
        "null",
        "{\"punctual\":1}",
        "{\"a\":1,\"\\u0070unctual\":{}}"
      })
  void what_has_no_room_for_the_member_is_refused_when_it_is_scheduled(String payload) {
    assertThatThrownBy(() -> EventChecks.check(Payload.json(payload), BILLING.options()))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("not a JSON object without a member named punctual");
  }

  @Test
  void the_member_has_to_fit_as_well() {
    Payload payload = Payload.json("{\"a\":\"" + "x".repeat(6_291_456 - 8) + "\"}");
    EventChecks.check(payload, InvocationOptions.DEFAULT);
    assertThatThrownBy(() -> EventChecks.check(payload, BILLING.options()))
        .hasMessageContaining("6 MB, the key in it included");
  }

  private static String event(Payload payload) {
    EventChecks.check(payload, BILLING.options());
    return EventJson.of(Attempts.of(BILLING, payload), BILLING.options()).asUtf8String();
  }
}
