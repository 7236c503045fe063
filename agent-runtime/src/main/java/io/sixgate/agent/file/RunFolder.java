package io.sixgate.agent.file;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The folder in which agents of one gateway tell about themselves, by default {@code /run/sixgate}.
 *
 * @param path absolute or relative; need not exist yet
 */
public record RunFolder(Path path) {

  private static final Pattern AGENT = Pattern.compile("[a-z][a-z0-9-]{0,62}");
  private static final String STATUS = ".json";

  /** The agent's status file, e.g. {@code /run/sixgate/sni-router.json}. */
  public Path status(String agent) {
    return file(agent, STATUS);
  }

  /**
   * What the agent's server carried for customers, e.g. {@code /run/sixgate/sni-router.traffic}.
   */
  public Path traffic(String agent) {
    return file(agent, ".traffic");
  }

  /** The file whose lock the running agent holds. */
  public Path lock(String agent) {
    return file(agent, ".lock");
  }

  /** The file by which the operator lets one refused plan through. */
  public Path force(String agent) {
    return file(agent, ".force");
  }

  /** The socket on which the running agent takes the operator's orders, if it takes any. */
  public Path socket(String agent) {
    return file(agent, ".sock");
  }

  /** Makes the folder, mode by umask, if it is absent. */
  public void create() throws IOException {
    Files.createDirectories(path);
  }

  /**
   * The agents that have a status file, in order of name; none if the folder is absent.
   *
   * @throws IOException if the folder cannot be read
   */
  public List<String> agents() throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    List<String> agents = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path, "*" + STATUS)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        String agent = name.substring(0, name.length() - STATUS.length());
        if (AGENT.matcher(agent).matches()) {
          agents.add(agent);
        }
      }
    }
    Collections.sort(agents);
    return List.copyOf(agents);
  }

  private Path file(String agent, String suffix) {
    if (!AGENT.matcher(agent).matches()) {
      throw new IllegalArgumentException(
          "\"" + agent + "\" is not the name of an agent; names look like sni-router");
    }
    return path.resolve(agent + suffix);
  }
}
