package dev.punctual.verification.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts another JVM on this class path, made for a short life. */
public final class ChildProcess {
  private ChildProcess() {}

  /**
   * Starts it.
   *
   * @param folder where it keeps what it leaves behind, the driver's native library included
   * @param main its main class
   * @param args its arguments
   */
  public static ProcessBuilder of(Path folder, Class<?> main, String... args) {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(List.of(args));
    return new ProcessBuilder(command).redirectErrorStream(true);
  }

  /** Runs it to its end, which must be in order or with the given exit code. */
  static int run(Path folder, Class<?> main, int otherExit, String... args)
      throws IOException, InterruptedException {
    var output = folder.resolve("output.txt");
    int code = of(folder, main, args).redirectOutput(output.toFile()).start().waitFor();
    if (code != 0 && code != otherExit) {
      throw new IllegalStateException("ended with " + code + ": " + Files.readString(output));
    }
    return code;
  }
}
