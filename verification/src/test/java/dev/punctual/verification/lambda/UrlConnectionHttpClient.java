package dev.punctual.verification.lambda;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.time.Duration;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;

/** {@link HttpURLConnection} as a client of the AWS SDK, as far as a measurement needs one. */
final class UrlConnectionHttpClient implements SdkHttpClient {
  private static final int MOST = (int) Duration.ofMinutes(16).toMillis();

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      private HttpURLConnection connection;

      @Override
      public HttpExecuteResponse call() throws IOException {
        var http = request.httpRequest();
        connection = (HttpURLConnection) http.getUri().toURL().openConnection();
        connection.setRequestMethod(http.method().name());
        connection.setConnectTimeout(10_000);
        connection.setReadTimeout(MOST);
        http.forEachHeader(
            (name, values) -> connection.setRequestProperty(name, String.join(",", values)));
        byte[] body = bytes(request);
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(body.length);
        connection.getOutputStream().write(body);
        return response();
      }

      private HttpExecuteResponse response() throws IOException {
        var response = SdkHttpFullResponse.builder().statusCode(connection.getResponseCode());
        connection
            .getHeaderFields()
            .forEach((name, values) -> {
              if (name != null) {
                response.putHeader(name, values);
              }
            });
        try (InputStream in = connection.getInputStream()) {
          var content = AbortableInputStream.create(new ByteArrayInputStream(in.readAllBytes()));
          return HttpExecuteResponse.builder()
              .response(response.build())
              .responseBody(content)
              .build();
        }
      }

      @Override
      public void abort() {
        if (connection != null) {
          connection.disconnect();
        }
      }
    };
  }

  private static byte[] bytes(HttpExecuteRequest request) throws IOException {
    if (request.contentStreamProvider().isEmpty()) {
      return new byte[0];
    }
    try (InputStream content = request.contentStreamProvider().get().newStream()) {
      return content.readAllBytes();
    }
  }

  @Override
  public void close() {}
}
