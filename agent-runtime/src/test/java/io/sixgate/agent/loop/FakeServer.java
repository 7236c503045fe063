package io.sixgate.agent.loop;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/** Holds entries; speaks {@code add X} and {@code del X}; knows no other command. */
final class FakeServer {

  final Set<String> entries = new TreeSet<>();
  final Set<String> locked = new HashSet<>();
  boolean up = true;

  Set<String> list() throws IOException {
    connect();
    return new TreeSet<>(entries);
  }

  /** Whether the command was obeyed. */
  boolean execute(String command) throws IOException {
    connect();
    String entry = command.substring(4);
    if (locked.contains(entry)) {
      return false;
    }
    if (command.startsWith("add ")) {
      return entries.add(entry);
    }
    if (command.startsWith("del ")) {
      return entries.remove(entry);
    }
    throw new IllegalArgumentException("unknown command: " + command);
  }

  private void connect() throws IOException {
    if (!up) {
      throw new IOException("connect fake.sock: refused");
    }
  }

  /** The state in the server's own language. */
  @Override
  public String toString() {
    return entries.stream().map(entry -> "add " + entry + "\n").reduce("", String::concat);
  }
}
