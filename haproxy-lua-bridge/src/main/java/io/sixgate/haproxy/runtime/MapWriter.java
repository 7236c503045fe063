package io.sixgate.haproxy.runtime;

import io.sixgate.haproxy.runtime.RuntimeApiException.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** The commands that change maps: HAProxy says nothing to those that it carries out. */
final class MapWriter {
  /**
   * A payload must fit into HAProxy's buffer ({@code tune.bufsize}, 16,384 bytes by default) with
   * its command; what exceeds it is refused or, worse, cut.
   */
  private static final int PAYLOAD_LIMIT = 15_500;

  /** How many requests are sent before the first one's answer is there. */
  private static final int AHEAD = 1;

  /** Key, blank, value and newline. */
  private static final int LONGEST_ENTRY = 2 * MapCommand.LONGEST_WORD + 2;

  private static final String VERSION_ANSWER = "New version created: ";

  private final RuntimeSocket socket;

  MapWriter(RuntimeSocket socket) {
    this.socket = socket;
  }

  /** Adds entries whose keys the map does not hold yet. */
  void add(Path map, Map<String, String> entries) throws RuntimeApiException {
    if (entries.size() == 1) {
      Map.Entry<String, String> only = entries.entrySet().iterator().next();
      expectSilence(MapCommand.add(map.toString(), only.getKey(), only.getValue()));
    } else {
      Batches batches = new Batches("add map " + MapCommand.word(map.toString()), entries);
      for (String batch = batches.next(); !batch.isEmpty(); batch = batches.next()) {
        expectSilence(batch);
      }
    }
  }

  /** Gives a key that the map holds another value. */
  void set(Path map, String key, String value) throws RuntimeApiException {
    expectSilence(MapCommand.set(map.toString(), key, value));
  }

  /** Removes a key that the map holds. */
  void del(Path map, String key) throws RuntimeApiException {
    expectSilence(MapCommand.del(map.toString(), key));
  }

  /** Replaces the whole content by that of the map's file. */
  void replace(Path map) throws RuntimeApiException {
    String name = MapCommand.word(map.toString());
    List<String> answer = socket.ask("prepare map " + name);
    if (answer.isEmpty() || !answer.get(0).startsWith(VERSION_ANSWER)) {
      throw RuntimeApiException.refused(socket.path(), "prepare map " + name, answer);
    }
    String version = "@" + MapCommand.word(answer.get(0).substring(VERSION_ANSWER.length()));
    addFile("add map " + version + " " + name, map);
    expectSilence("commit map " + version + " " + name);
  }

  /**
   * Each piece on a connection of its own, like every request: HAProxy's prompt mode, which keeps
   * one, takes entries three times slower. But the next piece is there before HAProxy has done the
   * one before it.
   */
  private void addFile(String command, Path file) throws RuntimeApiException {
    Deque<Exchange> underWay = new ArrayDeque<>();
    try (FilePieces pieces = new FilePieces(file, command, PAYLOAD_LIMIT)) {
      while (pieces.advance()) {
        underWay.add(socket.begin(command, pieces.piece()));
        if (underWay.size() > AHEAD) {
          expectSilence(command, underWay.remove());
        }
      }
      while (!underWay.isEmpty()) {
        expectSilence(command, underWay.remove());
      }
    } catch (RuntimeApiException e) {
      throw e;
    } catch (IOException e) {
      throw new RuntimeApiException(
          Kind.DOUBTFUL, "%s cannot be read: %s".formatted(file, e.getMessage()), e);
    } finally {
      for (Exchange left : underWay) {
        left.close();
      }
    }
  }

  /** A command on many entries, cut into requests that fit. */
  private static final class Batches {
    private final String head;
    private final Iterator<Map.Entry<String, String>> rest;
    private final StringBuilder batch = new StringBuilder(PAYLOAD_LIMIT);

    Batches(String command, Map<String, String> entries) {
      this.head = command + " <<\n";
      this.rest = entries.entrySet().iterator();
    }

    /** The next request; empty after the last. */
    String next() {
      if (!rest.hasNext()) {
        return "";
      }
      batch.setLength(0);
      batch.append(head);
      while (rest.hasNext() && batch.length() < PAYLOAD_LIMIT - LONGEST_ENTRY) {
        Map.Entry<String, String> entry = rest.next();
        batch.append(MapCommand.word(entry.getKey())).append(' ');
        batch.append(MapCommand.word(entry.getValue())).append('\n');
      }
      return batch.toString();
    }
  }

  private void expectSilence(String command, Exchange exchange) throws RuntimeApiException {
    List<String> answer = new ArrayList<>();
    try (exchange) {
      exchange.answer(answer::add);
    }
    expectSilence(command, answer);
  }

  /** Gives a command, with its payload if it has one. */
  void expectSilence(String request) throws RuntimeApiException {
    expectSilence(request, socket.ask(request));
  }

  private void expectSilence(String request, List<String> answer) throws RuntimeApiException {
    if (!answer.stream().allMatch(String::isBlank)) {
      throw RuntimeApiException.refused(socket.path(), request, answer);
    }
  }
}
