/**
 * Runs jobs as AWS Lambda functions. Functions are registered on a {@link
 * dev.punctual.lambda.LambdaExecutor} as handlers are on a scheduler; a job only names one. Those
 * given as code are created, or updated when their code or settings differ, before their first run;
 * others exist already.
 *
 * <pre>{@code
 * var hello =
 *     LambdaFunction.named("hello")
 *         .withSource("nodejs22.x", "index.mjs", "export const handler = async e => e.name");
 * var lambda = LambdaExecutor.builder().role(roleArn).function(hello).build();
 * builder
 *     .executor("lambda", lambda)
 *     .job(Job.of("hello", hello.target(), Payload.json("{\"name\":\"you\"}"), everyMinute));
 * }</pre>
 *
 * <p>The function finds the idempotency key in its client context, as {@code custom.key}, beside
 * {@code job}, {@code scheduledTime} and {@code attempt}, all of them text; on demand also in its
 * event, and as the name of its durable execution.
 *
 * <h2>How a run ends</h2>
 *
 * <table>
 *   <caption>Outcomes</caption>
 *   <tr><th>what happened</th><th>outcome</th></tr>
 *   <tr><td>asynchronous: Lambda took the event</td><td>accepted</td></tr>
 *   <tr><td>the function returned</td><td>succeeded, with its result</td></tr>
 *   <tr><td>the function threw, timed out or ran out of memory</td><td>failed, may be
 *       retried</td></tr>
 *   <tr><td>no connection, no credentials or expired ones, throttled, not ready, network or file
 *       system of the function not to be had</td><td>not started</td></tr>
 *   <tr><td>read timeout, reset, cut answer, any other 5xx of the service, a durable execution of
 *       this key that was started before</td><td>unknown</td></tr>
 *   <tr><td>unknown function, access denied, event too large, broken function</td><td>failed for
 *       good</td></tr>
 * </table>
 */
@NullMarked
package dev.punctual.lambda;

import org.jspecify.annotations.NullMarked;
