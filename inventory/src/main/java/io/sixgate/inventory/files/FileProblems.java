package io.sixgate.inventory.files;

import io.sixgate.inventory.files.FileTree.Found;
import io.sixgate.inventory.model.Label;
import io.sixgate.inventory.model.Place;
import io.sixgate.inventory.model.Problem;
import io.sixgate.inventory.net.WrongValueException;
import io.sixgate.inventory.yaml.YamlFile;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** What is said of files and folders that are not read, whatever is in them. */
final class FileProblems {
  private FileProblems() {}

  /** Of a folder inside the inventory folder. */
  static Optional<Problem> ofFolder(String name, Path path, Links links) {
    if (Files.isSymbolicLink(path) && links.leadsBack(path)) {
      return Optional.of(
          problem(
              name,
              "it is a symbolic link back to the inventory folder or above it",
              "remove the link"));
    }
    try {
      Label.parse(name);
      return Optional.empty();
    } catch (WrongValueException e) {
      // Somebody's folder without a file of ours in it is none of our business.
      return FileNames.firstYaml(path)
          .map(
              file ->
                  problem(
                      name + "/" + file,
                      "the customer's name \"" + Problem.shortened(name) + "\" is not a DNS label",
                      e.remedy()));
    }
  }

  static Optional<Problem> ofName(String folder, String name) {
    if (name.equals(FileNames.CUSTOMER)) {
      return Optional.empty();
    }
    String host = name.substring(0, name.length() - ".yaml".length());
    try {
      Label.parse(host);
      return Optional.empty();
    } catch (WrongValueException e) {
      return Optional.of(
          problem(
              folder + "/" + name,
              "the host's name \"" + Problem.shortened(host) + "\" is not a DNS label",
              e.remedy()));
    }
  }

  static Problem strayInRoot(String name) {
    if (name.equals("gateway.yml")) {
      return wrongEnding(name);
    }
    return problem(
        name,
        "only gateway.yaml is read here",
        "move it into its customer's folder, as CUSTOMER/" + name.replaceAll("\\.yml$", ".yaml"));
  }

  static Problem wrongEnding(String file) {
    return problem(
        file,
        "files that end in .yml are not read",
        "rename it to " + file.replaceAll("\\.yml$", ".yaml"));
  }

  static Problem linkOut(Found file) {
    return problem(
        file.file(), "it is a symbolic link out of its customer's folder", "write the file itself");
  }

  static Problem danglingLink(Found file) {
    return problem(
        file.file(),
        "it is a symbolic link that leads nowhere or in a circle",
        "mend the link, or remove it");
  }

  static Optional<Problem> unfit(Found file, BasicFileAttributes attributes) {
    if (!attributes.isRegularFile()) {
      return Optional.of(
          problem(file.file(), "it is not a regular file", "put a plain file there"));
    }
    return attributes.size() > YamlFile.MOST_BYTES
        ? Optional.of(YamlFile.tooLarge(file.file(), attributes.size()))
        : Optional.empty();
  }

  static Problem unreadable(String file, IOException e) {
    return problem(
        file,
        "it cannot be read (" + why(e) + ")",
        e instanceof DeadlineReader.NoAnswer
            ? "put a plain file there"
            : "let the agents' user read it");
  }

  static String why(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    if (e instanceof NotDirectoryException) {
      return "not a folder";
    }
    return e instanceof FileSystemException f && f.getReason() != null
        ? f.getReason()
        : String.valueOf(e.getMessage());
  }

  static Problem problem(String file, String reason, String remedy) {
    return new Problem(new Place(file, 1, 1), "", "", reason, remedy);
  }
}
