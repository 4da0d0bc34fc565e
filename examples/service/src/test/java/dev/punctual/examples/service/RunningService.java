package dev.punctual.examples.service;

import dev.punctual.Execution;
import dev.punctual.ExecutionId;
import dev.punctual.Scheduler;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole application on a free port, and a client that talks to it over HTTP. */
final class RunningService implements AutoCloseable {
  /** The environment variable that names the endpoint functions really run at. */
  static final String ENDPOINT = "PUNCTUAL_LAMBDA_ENDPOINT";

  /** Where nobody listens. */
  static final String NOWHERE = "http://127.0.0.1:1";

  private static final Duration LONG = Duration.ofMinutes(2);
  private static final JsonMapper JSON = new JsonMapper();

  private final ConfigurableApplicationContext context;
  private final URI uri;
  private final HttpClient client = HttpClient.newHttpClient();

  private RunningService(ConfigurableApplicationContext context) {
    this.context = context;
    this.uri =
        URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port"));
  }

  static RunningService start(Path directory, String endpoint, Class<?>... additions) {
    var sources = new ArrayList<Class<?>>(List.of(additions));
    sources.add(ServiceApplication.class);
    return new RunningService(
        new SpringApplication(sources.toArray(Class<?>[]::new))
            .run(
                "--server.port=0",
                "--punctual.database=" + directory.resolve("jobs.db"),
                "--punctual.lambda-endpoint=" + endpoint,
                "--punctual.region=us-east-1",
                "--logging.file.name=" + directory.resolve("service.log"),
                "--logging.level.org.springframework.web=debug",
                "--logging.threshold.console=off"));
  }

  /** What was answered. */
  record Answer(int status, String type, String location, JsonNode body) {}

  Answer get(String path) {
    return send(HttpRequest.newBuilder(uri.resolve(path)));
  }

  Answer post(String path, String json) {
    return post(path, "application/json", json);
  }

  Answer post(String path, String type, String body) {
    return send(
        HttpRequest.newBuilder(uri.resolve(path))
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body)));
  }

  Answer send(String method, String path) {
    return send(HttpRequest.newBuilder(uri.resolve(path)).method(method, BodyPublishers.noBody()));
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          client.send(request.timeout(LONG).build(), BodyHandlers.ofString());
      return new Answer(
          response.statusCode(),
          response.headers().firstValue("Content-Type").orElse(""),
          response.headers().firstValue("Location").orElse(""),
          JSON.readTree(response.body()));
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  Scheduler scheduler() {
    return context.getBean(Scheduler.class);
  }

  /** Waits for the end of the newest execution that the log of a job shows. */
  Execution awaitLatest(String job) {
    String id = get("/result/" + job).body().at("/executions/0/id").asString();
    return scheduler().await(new ExecutionId(id), LONG);
  }

  /** Closes the application as the end of its process would. */
  @Override
  public void close() {
    context.close();
    client.close();
  }
}
