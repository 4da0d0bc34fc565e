package dev.punctual.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file as a whole: its sections, its zone, its two syntaxes. */
class ScheduleFileTest {
  private static ScheduleFile parse(String text) {
    return ScheduleFile.parse("a.yaml", text);
  }

  @Test
  void a_block_of_lambda_schedules_is_taken_as_it_stands() {
    var file =
        parse(
            """
            lambdaSchedules:
              - name: report
                expression: "cron(* * * * ? *)"
                request:
                  url: "https://x.lambda-url.eu-central-1.on.aws/"
                  method: POST
                  headers: {Authorization: "Bearer ${secret:REPORT_TOKEN}"}
                  body: {"report": true}
              - name: nightly-bill
                expression: rate(1 day)
                request: {kind: bill, days: 1}
              - name: other-bill
                expression: rate(1 day)
                function: existing:billing:live
                request: {kind: bill}
              - {name: ping, expression: rate(1 hour), request: "https://example.com/ping"}
              - {name: paused, expression: off, request: {kind: bill}}
            """);
    assertThat(file.faults()).isEmpty();
    assertThat(file.jobs())
        .extracting(JobWords::of)
        .containsExactly(
            "report | http https://x.lambda-url.eu-central-1.on.aws/ | POST⏎header Content-Type"
                + " application/json⏎header Authorization Bearer"
                + " ${secret:REPORT_TOKEN}⏎⏎{\"report\":true} | cron eventbridge \"cron(* * * * ? *)\" in Z",
            "nightly-bill | lambda nightly-bill | {\"kind\":\"bill\",\"days\":1} | every 1d",
            "other-bill | lambda existing:billing:live | {\"kind\":\"bill\"} | every 1d",
            "ping | http https://example.com/ping | GET | every 1h");
    assertThat(file.off()).extracting(id -> id.value()).containsExactly("paused");
  }

  @Test
  void a_request_without_its_url_is_not_mistaken_for_an_event() {
    var file =
        parse(
            """
            lambdaSchedules:
              - name: report
                expression: rate(1 day)
                request: {uri: "https://example.com/", method: POST}
            """);
    assertThat(file.faults())
        .extracting(ScheduleFault::toString)
        .containsExactly(
            "a.yaml:4:15: lambdaSchedules[report].request.uri: unknown key; did you mean url?",
            "a.yaml:4:14: lambdaSchedules[report].request.url: it is missing");
  }

  @Test
  void the_same_content_as_yaml_and_as_json_gives_equal_jobs() {
    var yaml =
        """
        zone: Europe/Berlin
        jobs:
          - name: a # with a comment
            expression: daily 02:30
            function: bill
            payload:
              rows: [1, 2.5, "three", null, true]
              text: 'a "quoted" word'
            maxExecutions: 3
            tags: [x, y]
          - name: b
            expression: off
        lambdaSchedules:
          - name: c
            expression: rate(5 minutes)
            request: {url: "https://example.com/", body: {n: -1.5e3}}
        """;
    var json =
        """
        {"zone": "Europe/Berlin",
        \t"jobs": [
        \t\t{"name": "a", "expression": "daily 02:30", "function": "bill", "payload":
        \t\t\t{"rows": [1, 2.5, "three", null, true], "text": "a \\"quoted\\" word"},
        \t\t\t"maxExecutions": 3, "tags": ["x", "y"]},
        \t\t{"name": "b", "off": true}
        \t], "lambdaSchedules": [
        \t\t{"name": "c", "expression": "rate(5 minutes)",
        \t\t\t"request": {"url": "https:\\/\\/example.com/", "body": {"n": -1.5e3}}}]}
        """;
    var fromYaml = parse(yaml);
    var fromJson = ScheduleFile.parse("a.json", json);
    assertThat(fromYaml.faults()).isEmpty();
    assertThat(fromJson.faults()).isEmpty();
    assertThat(fromJson.jobs()).isEqualTo(fromYaml.jobs()).hasSize(2);
    assertThat(fromJson.off()).isEqualTo(fromYaml.off()).hasSize(1);
  }

  @Test
  void the_zone_of_an_entry_outweighs_that_of_the_file_and_that_the_default() {
    var entries =
        """
        jobs:
          - {name: a, expression: daily 02:30, handler: work}
          - {name: b, expression: daily 02:30, handler: work, zone: Asia/Tokyo}
          - {name: c, expression: rate(1 day), handler: work}
        """;
    var defaults = ScheduleDefaults.standard().withZone(ZoneId.of("America/New_York"));
    assertThat(ScheduleFile.parse("a.yaml", entries, defaults).jobs())
        .extracting(job -> job.trigger().toString())
        .containsExactly(
            "daily 02:30 in America/New_York", "daily 02:30 in Asia/Tokyo", "every 1d");
    assertThat(ScheduleFile.parse("a.yaml", "zone: Europe/Berlin\n" + entries, defaults).jobs())
        .extracting(job -> job.trigger().toString())
        .containsExactly("daily 02:30 in Europe/Berlin", "daily 02:30 in Asia/Tokyo", "every 1d");
  }

  @Test
  void a_wrong_zone_of_the_file_breaks_the_entries_that_need_it() {
    var file =
        parse(
            """
            zone: Berlin
            jobs:
              - {name: a, expression: daily 02:30, handler: work}
              - {name: b, expression: rate(1 day), handler: work}
            """);
    assertThat(file.jobs()).extracting(job -> job.id().value()).containsExactly("b");
    assertThat(file.faults())
        .extracting(ScheduleFault::toString)
        .containsExactly(
            "a.yaml:1:7: zone: Unknown time-zone ID: Berlin",
            "a.yaml:3:27: jobs[a].expression: it needs the zone of the file, which is wrong");
  }

  @Test
  void the_default_grace_is_that_of_entries_that_name_none() {
    var text =
        """
        jobs:
          - {name: a, expression: rate(1 day), handler: work}
          - {name: b, expression: rate(1 day), handler: work, catchUp: all}
          - {name: c, expression: rate(1 day), handler: work, catchUp: none grace 5s}
        """;
    var defaults = ScheduleDefaults.standard().withGrace(Duration.ofMinutes(2));
    assertThat(ScheduleFile.parse("a.yaml", text, defaults).jobs())
        .extracting(job -> job.catchUp().toString())
        .containsExactly("latest grace 2m", "all grace 2m", "none grace 5s");
  }

  @Test
  void what_is_off_needs_neither_expression_nor_target_and_is_still_checked() {
    var file =
        parse(
            """
            jobs:
              - {name: a, off: true}
              - {name: b, expression: Off}
              - {name: c, off: true, expression: rate(5 minutes), handler: work}
              - {name: d, off: true, retry: sometimes}
            """);
    assertThat(file.jobs()).isEmpty();
    assertThat(file.off())
        .extracting(id -> id.value())
        .containsExactlyInAnyOrder("a", "b", "c", "d");
    assertThat(file.faults()).extracting(ScheduleFault::field).containsExactly("jobs[d].retry");
  }

  @Test
  void a_file_without_a_key_or_without_anything_is_refused() {
    assertThatThrownBy(() -> parse(" # nothing but a comment\n"))
        .hasMessage("a.yaml:1:1: it is empty; to declare no job at all, write jobs: []");
    assertThatThrownBy(() -> parse("- name: a\n"))
        .hasMessageStartingWith("a.yaml:1:1: it does not begin with a key");
  }

  @Test
  void a_section_that_is_missing_misspelt_or_no_list_is_a_fault() {
    assertThat(parse("zone: UTC\n").faults())
        .extracting(ScheduleFault::toString)
        .containsExactly(
            "a.yaml:1:1: jobs: it is missing; to declare no job at all, write jobs: []");
    assertThat(parse("job: []\njobs: []\n").faults())
        .extracting(ScheduleFault::toString)
        .containsExactly("a.yaml:1:1: job: unknown key; did you mean jobs?");
    assertThat(parse("jobs:\n  a: {}\n").faults())
        .extracting(ScheduleFault::toString)
        .containsExactly("a.yaml:2:3: jobs: it is to be a list; begin each entry with -");
    assertThat(parse("jobs:\n").faults())
        .extracting(ScheduleFault::toString)
        .containsExactly(
            "a.yaml:1:6: jobs: it is to be a list; to declare no job at all, write []");
  }

  @Test
  void a_file_is_named_by_its_path_in_its_faults(@TempDir Path directory) throws Exception {
    var path = directory.resolve("schedules.yaml");
    Files.writeString(path, "\uFEFFjobs:\n  - {name: a, handler: work}\n");
    var file = ScheduleFile.read(path);
    assertThat(file.faults().getFirst().file()).isEqualTo(path.toString());
    assertThat(file.faults().getFirst().line()).isEqualTo(2);
    assertThat(file).hasToString("ScheduleFile['" + path + "', 0 jobs, 1 faults]");
  }
}
