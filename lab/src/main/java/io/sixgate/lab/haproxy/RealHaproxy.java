package io.sixgate.lab.haproxy;

import java.io.File;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Debian's HAProxy in a folder of its own: master and worker, sockets and one frontend on Unix
 * sockets in that folder, no network, no root.
 */
public final class RealHaproxy implements HaproxyServer {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final Path binary;
  private final Path folder;
  private final Path socket;
  private final List<Path> configurations;
  private Process master;

  /**
   * A HAProxy that reads these files.
   *
   * @param binary {@link #binary} or {@link #ofDebian13}
   * @param folder where its log and the master's socket go. Its path must be short: a Unix socket's
   *     has at most 107 bytes.
   * @param socket the Runtime API that one of the files makes
   */
  public RealHaproxy(Path binary, Path folder, Path socket, List<Path> configurations) {
    this.binary = binary;
    this.folder = folder;
    this.socket = socket;
    this.configurations = List.copyOf(configurations);
  }

  /**
   * A HAProxy with maps that are matched as strings, and little more.
   *
   * @param maps their files; created empty where missing
   */
  public static RealHaproxy withMaps(Path binary, Path folder, List<Path> maps) throws IOException {
    for (Path map : maps) {
      if (!Files.exists(map)) {
        Files.createFile(map);
      }
    }
    Path file = folder.resolve("haproxy.cfg");
    Files.writeString(file, configuration(folder, maps));
    return new RealHaproxy(binary, folder, folder.resolve("api.sock"), List.of(file));
  }

  /** Where {@code haproxy} is, or null if it is not installed. */
  public static Path binary() {
    String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin";
    for (String directory : path.split(File.pathSeparator)) {
      Path candidate = Path.of(directory, "haproxy");
      if (Files.isExecutable(candidate)) {
        return candidate;
      }
    }
    return null;
  }

  /**
   * The HAProxy of Debian 13 that {@code lab/haproxy-3.0/prepare} makes and SIXGATE_HAPROXY_3
   * names, or null without it.
   */
  public static Path ofDebian13() {
    String path = System.getenv().getOrDefault("SIXGATE_HAPROXY_3", "");
    return path.isEmpty() ? null : Path.of(path);
  }

  private static String configuration(Path folder, List<Path> maps) {
    StringBuilder text =
        new StringBuilder(
            """
            global
                stats socket %1$s/api.sock mode 600 level admin
                setenv SIXGATE_TEST 64
            defaults
                mode http
                timeout connect 1s
                timeout client 5s
                timeout server 5s
            backend sixgate_refusals
                stick-table type string len 24 size 100 store gpc0
            backend sixgate_hosts
                stick-table type ipv6 size 100 expire 2m store gpc0,gpc0_rate(1m)
            backend sixgate_starttls_counts
                stick-table type string len 16 size 32 store conn_cnt,gpc(8)
            backend sixgate_traffic
                stick-table type string len 80 size 100 store conn_cnt,bytes_in_cnt,bytes_out_cnt,gpc(4)
            frontend front
                bind %1$s/front.sock
                http-request return status 200 content-type text/plain string ok if { path /alive }
            """
                .formatted(folder));
    for (int i = 0; i < maps.size(); i++) {
      text.append(
          "    http-request set-var(txn.m%d) req.hdr(host),map_str(%s)\n"
              .formatted(i, maps.get(i)));
    }
    return text.toString();
  }

  @Override
  public Path socket() {
    return socket;
  }

  /** The master CLI's Unix socket. */
  public Path masterSocket() {
    return folder.resolve("master.sock");
  }

  @Override
  public void restart() throws IOException {
    kill();
    List<String> command =
        new ArrayList<>(List.of(binary.toString(), "-W", "-S", masterSocket() + ",level,admin"));
    configurations.forEach(file -> command.addAll(List.of("-f", file.toString())));
    master =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("haproxy.log").toFile())
            .start();
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!answers()) {
      if (!master.isAlive() || System.nanoTime() - deadline > 0) {
        throw new IOException(
            "haproxy did not start: " + Files.readString(folder.resolve("haproxy.log")));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  private boolean answers() {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      return channel.connect(UnixDomainSocketAddress.of(socket()));
    } catch (IOException notYet) {
      return false;
    }
  }

  @Override
  public void kill() throws IOException {
    if (master == null) {
      return;
    }
    // The worker first: a master that is killed leaves its worker to finish by itself.
    master.descendants().forEach(ProcessHandle::destroyForcibly);
    master.destroyForcibly();
    try {
      master.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while haproxy was stopped", e);
    }
    while (answers()) { // a killed worker may stay in the process table, but it listens no more
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
    Files.deleteIfExists(socket());
    Files.deleteIfExists(folder.resolve("front.sock"));
    Files.deleteIfExists(masterSocket());
    master = null;
  }

  @Override
  public void close() throws IOException {
    kill();
  }
}
