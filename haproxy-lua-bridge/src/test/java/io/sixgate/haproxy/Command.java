package io.sixgate.haproxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sixgate.lab.haproxy.RealHaproxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A finished command: exit status and everything it printed. */
record Command(int status, String output) {

  static Command run(List<String> argv) throws IOException, InterruptedException {
    Path file = Files.createTempFile("sixgate", ".out");
    try {
      Process process =
          new ProcessBuilder(argv).redirectErrorStream(true).redirectOutput(file.toFile()).start();
      if (!process.waitFor(5, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IOException(String.join(" ", argv) + " did not end within 5 minutes");
      }
      return new Command(process.exitValue(), Files.readString(file, UTF_8));
    } finally {
      Files.delete(file);
    }
  }

  /** Skips the test, saying why, if a program is not installed. */
  static void need(String... programs) {
    for (String program : programs) {
      Assumptions.assumeTrue(
          Stream.of("/usr/sbin", "/usr/bin", "/sbin", "/bin", "/usr/local/bin")
              .anyMatch(folder -> Files.isExecutable(Path.of(folder, program))),
          program + " is not installed");
    }
  }

  /** The HAProxy of Debian 13; skips the test, saying why, if there is none. */
  static Path needHaproxyOfDebian13() {
    Path haproxy = RealHaproxy.ofDebian13();
    Assumptions.assumeTrue(
        haproxy != null,
        "SIXGATE_HAPROXY_3 is not set; lab/haproxy-3.0/prepare prints what it is to be");
    return haproxy;
  }

  static void needRoot() {
    Assumptions.assumeTrue(
        "root".equals(System.getProperty("user.name")), "network namespaces need root");
  }
}
