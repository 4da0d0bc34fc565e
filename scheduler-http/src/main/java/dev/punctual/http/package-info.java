/**
 * Runs jobs as HTTP calls, by the client of the JDK. A {@link dev.punctual.http.HttpCall} says what
 * is sent; a {@link dev.punctual.http.HttpExecutor} sends it.
 *
 * <pre>{@code
 * var call =
 *     HttpCall.post("https://reports.example/run")
 *         .withBearer("${secret:REPORT_TOKEN}")
 *         .withJson("{\"report\":true}");
 * builder
 *     .executor("http", HttpExecutor.builder().secrets(SecretResolver.environment()).build())
 *     .job(call.job("report", Trigger.every(Duration.ofMinutes(1))));
 * }</pre>
 */
@NullMarked
package dev.punctual.http;

import org.jspecify.annotations.NullMarked;
