package io.sixgate.inventory.files;

import io.sixgate.inventory.model.Label;
import io.sixgate.inventory.net.WrongValueException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which names in the inventory folder are ours, by the names alone. */
final class FileNames {
  /** The folder of gateway.yaml, in the way folders are named here. */
  static final String ROOT = "";

  static final String GATEWAY = "gateway.yaml";
  static final String CUSTOMER = "customer.yaml";

  private FileNames() {}

  static boolean isIgnored(String name) {
    return name.startsWith(".") || name.startsWith("#") || name.endsWith("~");
  }

  static boolean isYaml(String name) {
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }

  /** In the C locale Java can list a name with other letters than ASCII but not open it. */
  static boolean isNameable(String name) {
    try {
      return Path.of(name).getNameCount() == 1;
    } catch (InvalidPathException e) {
      return false;
    }
  }

  static boolean isLabel(String name) {
    try {
      Label.parse(name);
      return true;
    } catch (WrongValueException e) {
      return false;
    }
  }

  static List<String> names(Path folder) throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        names.add(entry.getFileName().toString());
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return names;
  }

  static Optional<String> firstYaml(Path folder) {
    try {
      return names(folder).stream().filter(n -> !isIgnored(n) && isYaml(n)).sorted().findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
