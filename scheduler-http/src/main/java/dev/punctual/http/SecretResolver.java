package dev.punctual.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Knows secrets by name. It is asked at each attempt, so that a rotated secret is used from the
 * next attempt on; any number of threads ask at once. What it answers goes to the target of the
 * call and nowhere else.
 *
 * <p>Whoever may schedule calls may send each secret it knows to each host that calls may reach: so
 * let it know those that are meant for calls, and no others.
 */
@FunctionalInterface
public interface SecretResolver {
  /**
   * Looks up a secret. May block; is interrupted when the attempt ends.
   *
   * @param name 1 to 100 characters of {@code A-Z a-z 0-9 _ . -}
   * @return the secret; empty if there is none of this name
   */
  Optional<String> resolve(String name);

  /**
   * Environment variables of this process: all of them, so {@link #environment(String)} is the
   * better choice where others write the calls.
   *
   * @return the resolver
   */
  static SecretResolver environment() {
    return environment("");
  }

  /**
   * Environment variables of this process whose names begin in a certain way.
   *
   * @param prefix the beginning, such as {@code CALLS_}, so that <code>${secret:TOKEN}</code> is
   *     {@code CALLS_TOKEN}
   * @return the resolver
   */
  static SecretResolver environment(String prefix) {
    return name -> Optional.ofNullable(System.getenv(prefix + name));
  }

  /**
   * The files in a directory, as container platforms mount secrets: the file's name is the secret's
   * name, its text in UTF-8 is the secret, without a line break at its end. No file outside of the
   * directory is read, unless a link in it leads there. A file of more than 64 KB is an error.
   *
   * @param directory where they are; need not exist yet
   * @return the resolver
   */
  static SecretResolver files(Path directory) {
    return name -> {
      try {
        return SecretFiles.read(directory, name);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  /**
   * This one, and where it knows no secret of a name, another.
   *
   * @param other who is asked then
   * @return the resolver
   */
  default SecretResolver or(SecretResolver other) {
    return name -> resolve(name).or(() -> other.resolve(name));
  }
}
