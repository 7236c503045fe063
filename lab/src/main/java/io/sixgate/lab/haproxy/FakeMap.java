package io.sixgate.lab.haproxy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One map of the fake, with the versions of {@code prepare map} and duplicates of a key, which the
 * real one allows.
 */
final class FakeMap {
  private static final String DONE = "";

  private final Path file;
  private List<Map.Entry<String, String>> entries = new ArrayList<>();
  private List<Map.Entry<String, String>> prepared = new ArrayList<>();
  private int nextVersion;

  FakeMap(Path file) {
    this.file = file;
  }

  void load() throws IOException {
    entries = new ArrayList<>();
    prepared = new ArrayList<>();
    nextVersion = 0;
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        if (!line.isBlank() && !line.startsWith("#")) {
          String[] words = line.split(" ", 2);
          entries.add(Map.entry(words[0], words[1].strip()));
        }
      }
    }
  }

  void describe(List<String> commands) {
    entries.stream()
        .map(entry -> "add map %s %s %s".formatted(file, entry.getKey(), entry.getValue()))
        .sorted()
        .forEach(commands::add);
  }

  /** The answer without its closing empty line; null if the command is none of ours. */
  String carryOut(String[] words, boolean versioned, List<String> payload) {
    int first = versioned ? 4 : 3;
    return switch (words[0]) {
      case "show" -> show();
      case "get" -> get(words[first]);
      case "add" -> add(words, first, versioned, payload);
      case "set" -> set(words[first], words[first + 1]);
      case "del" ->
          entries.removeIf(entry -> entry.getKey().equals(words[first]))
              ? DONE
              : "Key not found.\n";
      case "prepare" -> {
        prepared = new ArrayList<>();
        nextVersion++;
        yield "New version created: " + nextVersion + "\n";
      }
      case "commit" -> commit(words[2]);
      default -> null;
    };
  }

  private String show() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < entries.size(); i++) {
      text.append(
          "0x7f%010x %s %s%n".formatted(i, entries.get(i).getKey(), entries.get(i).getValue()));
    }
    return text.toString();
  }

  private String get(String key) {
    for (Map.Entry<String, String> entry : entries) {
      if (entry.getKey().equals(key)) {
        return "type=str, case=sensitive, found=yes, idx=tree, key=\"%s\", value=\"%s\", type=\"str\"\n"
            .formatted(key, entry.getValue());
      }
    }
    return "type=str, case=sensitive, found=no\n";
  }

  private String add(String[] words, int first, boolean versioned, List<String> payload) {
    if (versioned && !words[2].equals("@" + nextVersion)) {
      return "Version number in the future, please use 'prepare map' before.\n";
    }
    List<Map.Entry<String, String>> target = versioned ? prepared : entries;
    if (!words[first].equals("<<")) {
      target.add(Map.entry(words[first], words[first + 1]));
      return DONE;
    }
    for (String line : payload) {
      String[] pair = line.split(" ", 2);
      if (pair.length < 2) {
        return "Missing value for key '" + pair[0] + "'.\n";
      }
      target.add(Map.entry(pair[0], pair[1]));
    }
    return DONE;
  }

  private String set(String key, String value) {
    boolean found = false;
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).getKey().equals(key)) {
        entries.set(i, Map.entry(key, value));
        found = true;
      }
    }
    return found ? DONE : "entry not found.\n";
  }

  private String commit(String version) {
    if (!version.equals("@" + nextVersion)) {
      return "Version number out of range.\n";
    }
    entries = prepared;
    prepared = new ArrayList<>();
    return DONE;
  }
}
