package dev.punctual.lambda;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.FunctionCode;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;

/** Where the code of a function is. */
sealed interface CodeSource {
  /** The source as a request names it. */
  FunctionCode request();

  /** Whether AWS shows a function with this code. */
  boolean isShownBy(GetFunctionResponse seen);

  /** What tells this code from any other. */
  String mark();

  /** The mark, where AWS shows nothing to compare with, so that a tag has to remember it. */
  default Optional<String> tag() {
    return Optional.empty();
  }

  /**
   * A zip that is uploaded.
   *
   * @param bytes its bytes
   */
  record Zip(SdkBytes bytes) implements CodeSource {
    @Override
    public FunctionCode request() {
      return FunctionCode.builder().zipFile(bytes).build();
    }

    @Override
    public boolean isShownBy(GetFunctionResponse seen) {
      return mark().equals(seen.configuration().codeSha256());
    }

    /** The hash as Lambda reports it. */
    @Override
    public String mark() {
      return Digests.base64(bytes.asByteArrayUnsafe());
    }

    @Override
    public String toString() {
      return "Zip[" + bytes.asByteArrayUnsafe().length + " bytes]";
    }
  }

  /**
   * A zip in S3. Lambda shows the hash of its content, which only a download could be compared
   * with; so it is told by its name, and a change of content by its version or another key.
   *
   * @param version null for the latest at the time of the deployment
   */
  record S3Object(String bucket, String key, @Nullable String version) implements CodeSource {
    @Override
    public FunctionCode request() {
      return FunctionCode.builder().s3Bucket(bucket).s3Key(key).s3ObjectVersion(version).build();
    }

    @Override
    public boolean isShownBy(GetFunctionResponse seen) {
      return mark().equals(seen.tags().get(Tags.CODE));
    }

    @Override
    public String mark() {
      return Digests.hex(String.join("\n", bucket, key, version == null ? "" : version));
    }

    @Override
    public Optional<String> tag() {
      return Optional.of(mark());
    }
  }

  /**
   * A container image in ECR.
   *
   * @param uri with a tag or a digest
   */
  record Image(String uri) implements CodeSource {
    @Override
    public FunctionCode request() {
      return FunctionCode.builder().imageUri(uri).build();
    }

    @Override
    public boolean isShownBy(GetFunctionResponse seen) {
      return seen.code() != null && uri.equals(seen.code().imageUri());
    }

    @Override
    public String mark() {
      return Digests.hex(uri);
    }
  }
}
