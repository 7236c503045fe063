package io.sixgate.forward.listen;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Which processes have some sockets, found through /proc as {@code ss -p} does. */
public final class SocketOwners {
  /** A process. */
  public record Owner(long pid, String name) {
    @Override
    public String toString() {
      return name + " (process " + pid + ")";
    }
  }

  private SocketOwners() {}

  /**
   * The owners by inode. A process that ends meanwhile, or that this user may not look into, has
   * none.
   */
  public static Map<String, Owner> of(Path proc, Set<String> inodes) throws IOException {
    Map<String, Owner> owners = new HashMap<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
      for (Path process : processes) {
        look(process, inodes, owners);
        if (owners.size() == inodes.size()) {
          break;
        }
      }
    }
    return owners;
  }

  private static void look(Path process, Set<String> inodes, Map<String, Owner> owners) {
    // fd/7 -> socket:[8356]
    try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path file : files) {
        String target = Files.readSymbolicLink(file).toString();
        if (target.startsWith("socket:[")) {
          String inode = target.substring("socket:[".length(), target.length() - 1);
          if (inodes.contains(inode)) {
            owners.put(inode, owner(process));
          }
        }
      }
    } catch (IOException | DirectoryIteratorException endedOrForbidden) {
      return;
    }
  }

  private static Owner owner(Path process) throws IOException {
    String name = Files.readString(process.resolve("comm")).strip();
    return new Owner(Long.parseLong(process.getFileName().toString()), name);
  }
}
