package io.sixgate.forward.listen;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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

  private static final String SOCKET = "socket:[";
  private static final int LOOKS = 3;

  private SocketOwners() {}

  /**
   * The owners by inode. A process that ends meanwhile, or that this user may not look into, has
   * none. One may hand its sockets to another that was not there when the processes were listed, as
   * HAProxy's master does at a start: so what is not found is looked for again.
   */
  public static Map<String, Owner> of(Path proc, Set<String> inodes) throws IOException {
    Map<String, Owner> owners = new HashMap<>();
    for (int looks = 0; looks < LOOKS && owners.size() < inodes.size(); looks++) {
      try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
        for (Path process : processes) {
          look(process, inodes, owners);
          if (owners.size() == inodes.size()) {
            break;
          }
        }
      }
    }
    return owners;
  }

  private static void look(Path process, Set<String> inodes, Map<String, Owner> owners) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path file : files) {
        Optional<String> inode = inode(file).filter(inodes::contains);
        if (inode.isPresent()) {
          owners.put(inode.get(), owner(process));
        }
      }
    } catch (IOException | DirectoryIteratorException endedOrForbidden) {
      return;
    }
  }

  /** Of {@code fd/7 -> socket:[8356]}; empty if it is no socket, or was closed meanwhile. */
  private static Optional<String> inode(Path file) {
    try {
      String target = Files.readSymbolicLink(file).toString();
      return target.startsWith(SOCKET)
          ? Optional.of(target.substring(SOCKET.length(), target.length() - 1))
          : Optional.empty();
    } catch (IOException closed) {
      return Optional.empty();
    }
  }

  private static Owner owner(Path process) throws IOException {
    String name = Files.readString(process.resolve("comm")).strip();
    return new Owner(Long.parseLong(process.getFileName().toString()), name);
  }
}
