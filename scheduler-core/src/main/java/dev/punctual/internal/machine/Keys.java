package dev.punctual.internal.machine;

import dev.punctual.ExecutionId;
import dev.punctual.JobId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;

/**
 * Execution keys: ten characters of scheduled time, so that they sort by it; six with which the
 * job's incarnation is numbered, so that those of one instant sort by the creation of their jobs,
 * and a store puts the next one beside the last; and 128 bits of a digest over everything that
 * makes an execution this one, all in base 36. Claim and skip of one scheduled time have the same
 * key, so the log can hold only one of them.
 */
final class Keys {
  private static final int TIME_LENGTH = 10;
  private static final int PLACE_LENGTH = 6;
  private static final int DIGEST_LENGTH = 25;
  private static final int NUMBER_LENGTH = 12;

  private Keys() {}

  static ExecutionId ofScheduled(JobId job, String incarnation, Instant scheduledTime) {
    return key(job, incarnation, "scheduled", scheduledTime);
  }

  static ExecutionId ofManual(JobId job, String incarnation, ManualRun run) {
    return key(job, incarnation, "manual " + run.serial(), run.scheduledTime());
  }

  /** A digest of a text, 25 characters. */
  static String digest(String text) {
    try {
      return base36(
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  /** The first 16 bytes, as a number; {@code BigInteger} took half of the time of a key for it. */
  static String base36(byte[] hash) {
    int[] number = new int[4];
    for (int i = 0; i < 16; i++) {
      number[i / 4] = number[i / 4] << Byte.SIZE | Byte.toUnsignedInt(hash[i]);
    }
    var digits = new char[DIGEST_LENGTH];
    for (int place = DIGEST_LENGTH - 1; place >= 0; place--) {
      long rest = 0;
      for (int i = 0; i < number.length; i++) {
        long part = rest << Integer.SIZE | Integer.toUnsignedLong(number[i]);
        number[i] = (int) (part / Character.MAX_RADIX);
        rest = part % Character.MAX_RADIX;
      }
      digits[place] = Character.forDigit((int) rest, Character.MAX_RADIX);
    }
    return new String(digits);
  }

  /** A number from 0 to 36<sup>12</sup> − 1 that looks like chance and is a key's own. */
  static long number(ExecutionId key) {
    var digits = key.value();
    return Long.parseLong(digits.substring(digits.length() - NUMBER_LENGTH), Character.MAX_RADIX);
  }

  /** Another one for one of the attempts of the execution with a key. */
  static long number(ExecutionId key, int attempt) {
    return number(new ExecutionId(digest(key.value() + ' ' + attempt)));
  }

  private static ExecutionId key(JobId job, String incarnation, String kind, Instant time) {
    var identity = String.join("\n", job.value(), incarnation, kind, time.toString());
    return new ExecutionId(
        padded(Long.toString(time.toEpochMilli(), Character.MAX_RADIX), TIME_LENGTH)
            + place(incarnation)
            + digest(identity));
  }

  /** The number before the first hyphen, or its end; zero if there is none. */
  private static String place(String incarnation) {
    var number = incarnation.substring(0, Math.max(0, incarnation.indexOf('-')));
    return padded(number.substring(Math.max(0, number.length() - PLACE_LENGTH)), PLACE_LENGTH);
  }

  private static String padded(String digits, int length) {
    return "0".repeat(length - digits.length()) + digits;
  }
}
