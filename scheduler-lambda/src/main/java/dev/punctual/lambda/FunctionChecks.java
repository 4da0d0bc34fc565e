package dev.punctual.lambda;

import dev.punctual.internal.text.Quote;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is wrong with a function, each fault a sentence that says what to do. */
final class FunctionChecks {
  static final int LARGEST_ZIP = 50 * 1024 * 1024;

  private static final int LARGEST_ENVIRONMENT = 4 * 1024;
  private static final Pattern RUNTIME = Pattern.compile("[a-z][a-z0-9.-]{1,40}");
  private static final Pattern HANDLER = Pattern.compile("[^\\s]{1,128}");
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z][A-Za-z0-9_]+");
  private static final Pattern ALIAS = Pattern.compile("(?!\\d+$)[A-Za-z0-9_-]{1,128}");
  private static final Pattern BUCKET = Pattern.compile("[0-9A-Za-z.-]{3,63}");
  private static final Pattern IMAGE = Pattern.compile("[^\\s/]+\\.[^\\s/]+/[^\\s]+[:@][^\\s]+");

  private final LambdaFunction function;
  private final List<String> faults = new ArrayList<>();

  private FunctionChecks(LambdaFunction function) {
    this.function = function;
  }

  static List<String> faultsOf(LambdaFunction function) {
    var checks = new FunctionChecks(function);
    if (function.isExisting()) {
      checks.reference();
    } else {
      checks.name();
      checks.code();
      checks.settings();
      checks.environment();
      checks.hook();
    }
    return checks.faults;
  }

  private void require(boolean fine, String fault) {
    if (!fine) {
      faults.add(function + " " + fault);
    }
  }

  private void reference() {
    require(
        FunctionReference.parse(function.name()).isPresent(),
        "is not a name, name:alias or the ARN of a function");
  }

  private void name() {
    require(
        FunctionReference.isName(function.name()),
        "is not named with 1 to 64 characters of A-Z a-z 0-9 - _");
  }

  private void code() {
    FunctionCode code = function.code();
    if (code == null) {
      faults.add(
          function
              + " has no code: add withSource(…), withZip(…), withDirectory(…), withS3(…) or"
              + " withImage(…); if it is deployed by other means, use LambdaFunction.existing(…)");
      return;
    }
    if (!code.isImage()) {
      runtime(String.valueOf(code.runtime()), code.handler());
    }
    switch (code.source()) {
      case CodeSource.Zip zip -> zip(zip.bytes().asByteArrayUnsafe());
      case CodeSource.S3Object object -> {
        require(BUCKET.matcher(object.bucket()).matches(), "has code in what is no S3 bucket");
        require(!object.key().isEmpty(), "has code in S3 without a key");
      }
      case CodeSource.Image image ->
          require(
              IMAGE.matcher(image.uri()).matches(),
              "has an image that is not a URI in ECR with a tag or a digest");
    }
  }

  private void runtime(String runtime, @Nullable String handler) {
    require(RUNTIME.matcher(runtime).matches(), "has no runtime such as nodejs22.x");
    require(
        handler != null,
        "has a source file whose name does not fit runtime "
            + Quote.of(runtime)
            + ": give *.mjs, *.cjs or *.js to nodejs, *.py to python, *.rb to ruby,"
            + " or use withZip(…), or name the handler by withHandler(…)");
    require(
        handler == null || HANDLER.matcher(handler).matches(),
        "has a handler that is not 1 to 128 characters without spaces");
  }

  private void zip(byte[] zip) {
    require(zip.length > 4 && zip[0] == 'P' && zip[1] == 'K', "has code that is not a zip file");
    require(
        zip.length <= LARGEST_ZIP,
        "has "
            + zip.length
            + " bytes of zipped code, and direct upload takes at most 50 MB:"
            + " use withS3(…) or withImage(…)");
  }

  private void settings() {
    FunctionSettings settings = function.settings();
    int memory = settings.memory();
    require(memory >= 128 && memory <= 10_240, "has " + memory + " MB of memory, not 128 to 10240");
    Duration timeout = settings.timeout();
    require(
        timeout.compareTo(Duration.ofSeconds(1)) >= 0
            && timeout.compareTo(Invocation.LONGEST_TIMEOUT) <= 0
            && timeout.equals(timeout.truncatedTo(ChronoUnit.SECONDS)),
        "has a timeout of " + timeout + ", not whole seconds from 1 to 900");
    String alias = settings.alias();
    require(
        alias == null || ALIAS.matcher(alias).matches(),
        "has an alias that is not 1 to 128 characters of A-Z a-z 0-9 - _, or is a number");
  }

  private void environment() {
    int bytes = 0;
    for (Map.Entry<String, String> variable : function.settings().environment().entrySet()) {
      String key = variable.getKey();
      bytes += utf8(key) + utf8(variable.getValue());
      require(
          VARIABLE.matcher(key).matches(),
          "has the environment variable "
              + Quote.of(key)
              + ", and names are a letter followed by letters, digits and _");
    }
    require(
        bytes <= LARGEST_ENVIRONMENT,
        "has "
            + bytes
            + " bytes of environment, and Lambda takes 4 KB:"
            + " keep large values in Parameter Store or S3");
  }

  /** Tried once here, so that a hook that throws is a fault of the definition. */
  private void hook() {
    if (function.code() != null) {
      try {
        var unused = DesiredFunction.of(function, "arn:aws:iam::000000000000:role/none");
      } catch (RuntimeException e) {
        faults.add(function + " has a withRequest(…) that throws " + e.getClass().getName());
      }
    }
  }

  private static int utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
