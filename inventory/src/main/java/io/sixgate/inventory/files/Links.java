package io.sixgate.inventory.files;

import io.sixgate.inventory.files.FileTree.Found;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where symbolic links may lead.
 *
 * @param root the inventory folder
 */
record Links(Path root) {
  boolean leadsBack(Path link) {
    try {
      return root.toRealPath().startsWith(link.toRealPath());
    } catch (IOException e) {
      return false; // It is gone again; the next scan will see.
    }
  }

  /**
   * The file to open. A link is resolved and judged anew, because it may have been changed since it
   * was looked at; what is answered is to be opened without following another link.
   */
  Path readable(Found file) throws IOException {
    if (!Files.isSymbolicLink(root.resolve(file.file()))) {
      return root.resolve(file.file());
    }
    if (!isAllowed(file)) {
      throw new FileSystemException(file.file(), null, "it became a link out of its folder");
    }
    return root.resolve(file.file()).toRealPath();
  }

  /**
   * Whether a customer may have the link's target read: what is wrong in a file is quoted in
   * problems, so a link to somebody else's file would show it. gateway.yaml is the operator's.
   */
  boolean isAllowed(Found file) throws IOException {
    if (file.folder().equals(FileNames.ROOT)) {
      return true;
    }
    Path target = root.resolve(file.file()).toRealPath();
    if (target.startsWith(root.resolve(file.folder()).toRealPath())) {
      return true;
    }
    Path top = root.toRealPath();
    if (!target.startsWith(top)) {
      return false;
    }
    Path inside = top.relativize(target);
    if (inside.getNameCount() == 1) {
      return file.name().equals(FileNames.CUSTOMER) && !inside.endsWith(FileNames.GATEWAY);
    }
    // e.g. ..2026_11_21/acme/web1.yaml, to which Kubernetes leads by way of ..data
    return inside.getNameCount() > 2
        && inside.getName(0).toString().startsWith(".")
        && inside.getName(1).toString().equals(file.folder());
  }

  /**
   * Every name whose replacement in its folder makes the path lead elsewhere: each link on the way
   * to what it stands for, and that itself.
   */
  static List<Path> onTheWayTo(Path path) {
    List<Path> names = new ArrayList<>();
    Path at = path.normalize();
    for (int hops = 0; hops < 40; hops++) { // as many as the kernel follows
      Optional<Path> link = firstLink(at);
      names.add(link.orElse(at));
      if (link.isEmpty()) {
        break;
      }
      try {
        Path target = link.get().resolveSibling(Files.readSymbolicLink(link.get())).normalize();
        at = target.resolve(link.get().relativize(at)).normalize();
      } catch (IOException e) {
        break; // It is gone again; its parent is among the names and will tell.
      }
    }
    return names;
  }

  private static Optional<Path> firstLink(Path path) {
    Path at = path.getRoot();
    for (Path name : path) {
      at = at.resolve(name);
      if (Files.isSymbolicLink(at)) {
        return Optional.of(at);
      }
    }
    return Optional.empty();
  }
}
