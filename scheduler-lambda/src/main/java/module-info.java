/** Jobs that run as AWS Lambda functions. */
module dev.punctual.lambda {
  requires transitive dev.punctual;
  requires static transitive org.jspecify;
  requires org.slf4j;
  requires transitive software.amazon.awssdk.services.lambda;
  requires transitive software.amazon.awssdk.services.iam;
  requires software.amazon.awssdk.awscore;
  requires software.amazon.awssdk.core;
  requires software.amazon.awssdk.http;
  requires software.amazon.awssdk.http.apache5;
  requires software.amazon.awssdk.regions;
  requires org.apache.httpcomponents.client5.httpclient5;
  requires org.apache.httpcomponents.core5.httpcore5;

  exports dev.punctual.lambda;
}
