package io.sixgate.agent.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Settings of the kernel. */
public final class Sysctl {
  private Sysctl() {}

  /**
   * Its value, e.g. {@code 32768 60999}.
   *
   * <p>The kernel gives a value to the first read only, and Files.readString begins a file that
   * says it is empty, as all of /proc do, by reading one byte: 192536 would be 1.
   *
   * @param proc {@code /proc}
   * @param name e.g. {@code net.ipv4.ip_forward}
   */
  public static String read(Path proc, String name) throws IOException {
    List<String> lines = Files.readAllLines(proc.resolve("sys").resolve(name.replace('.', '/')));
    return lines.isEmpty() ? "" : lines.get(0).strip();
  }
}
