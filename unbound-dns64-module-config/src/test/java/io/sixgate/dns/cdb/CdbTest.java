package io.sixgate.dns.cdb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sixgate.agent.command.Command;
import io.sixgate.agent.command.CommandResult;
import io.sixgate.agent.command.CommandRunner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CdbTest {
  private static final Path TINYCDB = Path.of("/usr/bin/cdb");

  @TempDir Path folder;

  private static byte[] written(Entries entries) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try {
      Cdb.write(entries, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory has none
    }
    return file.toByteArray();
  }

  private static Entries read(byte[] content) throws IOException {
    Path file = Files.createTempFile("table", ".cdb");
    try {
      return Cdb.read(Files.write(file, content));
    } finally {
      Files.delete(file);
    }
  }

  private static Entries numbered(int count) {
    SortedMap<Bytes, Bytes> entries = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      entries.put(Bytes.of("zone" + i + ".example"), Bytes.of("pool" + i % 7));
    }
    return Entries.of(entries);
  }

  @Test
  void noEntryIsAFileAsWell() throws IOException {
    assertEquals(new TreeMap<>(), read(written(Entries.none())));
  }

  @Property(tries = 200)
  void whatIsWrittenIsRead(@ForAll("tables") SortedMap<Bytes, Bytes> entries) throws IOException {
    assertEquals(entries, read(written(Entries.of(entries))));
  }

  @Provide
  Arbitrary<SortedMap<Bytes, Bytes>> tables() {
    Arbitrary<Bytes> bytes = Arbitraries.bytes().array(byte[].class).ofMaxSize(40).map(Bytes::new);
    return Arbitraries.maps(bytes, bytes).ofMaxSize(300).map(TreeMap::new);
  }

  @Test
  void aCutFileIsRefusedWhereverItIsCut() {
    byte[] whole = written(numbered(5));
    for (int length = 0; length < whole.length; length += 3) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThrows(IllegalArgumentException.class, () -> read(cut), "cut at " + length);
    }
  }

  @Test
  void aLengthThatPointsBehindTheEndIsRefusedBeforeItIsAskedFor() {
    byte[] file = written(numbered(5));
    Arrays.fill(file, 2048, 2052, (byte) 0x7f);
    assertThrows(IllegalArgumentException.class, () -> read(file));
  }

  @Test
  void zerosAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> read(new byte[4096]));
  }

  @Test
  void equalEntriesAreEqualBytes() {
    assertArrayEquals(written(numbered(1000)), written(Entries.of(numbered(1000))));
  }

  /** The contract with the programs that look in the file. */
  @Test
  void tinycdbFindsEachEntryAndNoOther() throws Exception {
    assumeTrue(Files.isExecutable(TINYCDB), "tinycdb is not installed");
    Path file = Files.write(folder.resolve("zones.cdb"), written(numbered(2000)));
    assertEquals(
        numbered(2000).entrySet().stream()
            .map(entry -> dumped(entry.getKey(), entry.getValue()))
            .sorted()
            .collect(Collectors.joining()),
        tinycdb("-d", file.toString())
            .output()
            .lines()
            .filter(line -> !line.isEmpty())
            .map(line -> line + "\n")
            .sorted()
            .collect(Collectors.joining()));
    assertEquals("pool4", tinycdb("-q", file.toString(), "zone1999.example").output());
    assertEquals(100, tinycdb("-q", file.toString(), "zone2000.example").status());
  }

  /** And the other way round: what tinycdb makes is read. */
  @Test
  void whatTinycdbMakesIsRead() throws Exception {
    assumeTrue(Files.isExecutable(TINYCDB), "tinycdb is not installed");
    Path text = folder.resolve("text");
    Files.writeString(
        text,
        numbered(50).entrySet().stream()
                .map(entry -> dumped(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining())
            + "\n");
    Path file = folder.resolve("made.cdb");
    tinycdb("-c", "-t", folder.resolve("t").toString(), file.toString(), text.toString()).orThrow();
    assertEquals(numbered(50), Cdb.read(file));
  }

  /** {@code +KEYLENGTH,VALUELENGTH:KEY->VALUE}. */
  private static String dumped(Bytes key, Bytes value) {
    return "+%d,%d:%s->%s%n".formatted(key.content().length, value.content().length, key, value);
  }

  private static CommandResult tinycdb(String... arguments) throws Exception {
    String[] words = new String[arguments.length + 1];
    words[0] = TINYCDB.toString();
    System.arraycopy(arguments, 0, words, 1, arguments.length);
    return new CommandRunner(Duration.ofSeconds(20), 1 << 20).run(Command.of(words));
  }
}
