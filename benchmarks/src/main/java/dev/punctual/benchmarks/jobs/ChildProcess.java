package dev.punctual.benchmarks.jobs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A new JVM with the class path of this one, which prints the figures it finds. */
final class ChildProcess {
  /** The same for everyone. */
  private static final List<String> JVM =
      List.of(
          "-Xms1g",
          "-Xmx1g",
          "--enable-native-access=ALL-UNNAMED",
          "-Dslf4j.internal.verbosity=ERROR",
          "-Dorg.slf4j.simpleLogger.defaultLogLevel=error");

  private ChildProcess() {}

  /**
   * Runs one until it ends.
   *
   * @param folder where it has its temporary files
   * @param jvm what the JVM is given beside what all are
   * @param main the class with the method to run
   * @param arguments what that is given
   * @return the figures; empty if it failed, which it has said then
   */
  static Optional<Figures> run(Path folder, List<String> jvm, Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM);
    command.addAll(jvm);
    command.add("-Djava.io.tmpdir=" + folder);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    var process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    Optional<Figures> figures;
    try (var lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      figures = lines.lines().filter(Figures::isLine).map(Figures::parse).findFirst();
    }
    process.waitFor();
    return figures;
  }
}
