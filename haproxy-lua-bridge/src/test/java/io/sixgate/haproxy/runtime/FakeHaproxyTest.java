package io.sixgate.haproxy.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.haproxy.runtime.RuntimeApiException.Kind;
import io.sixgate.lab.haproxy.FakeHaproxy;
import io.sixgate.lab.haproxy.FakeHaproxy.Fault;
import io.sixgate.lab.haproxy.HaproxyServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract, kept by the fake, and the faults that only the fake can show. */
final class FakeHaproxyTest extends RuntimeApiContract {
  @Override
  HaproxyServer haproxy(Path folder, List<Path> maps) {
    return new FakeHaproxy(folder.resolve("api.sock"), maps);
  }

  @Test
  void aServerThatSaysNothingIsGivenUpInTime(@TempDir Path folder) throws IOException {
    Kind kind = askWith(Fault.WEDGED, folder).kind();
    assertEquals(Kind.DOUBTFUL, kind);
  }

  @Test
  void anAnswerThatNobodyCanReadIsNotBelieved(@TempDir Path folder) throws IOException {
    RuntimeApiException e = askWith(Fault.GARBAGE, folder);
    assertEquals(Kind.REFUSED, e.kind());
  }

  @Test
  void aLineWithoutEndIsNotReadForEver(@TempDir Path folder) throws IOException {
    try (FakeHaproxy fake = new FakeHaproxy(folder.resolve("api.sock"), List.of())) {
      fake.restart();
      fake.refuse("show info", "x".repeat(100_000));
      RuntimeApi api = new RuntimeApi(new RuntimeSocket(fake.socket(), Duration.ofSeconds(5)));
      RuntimeApiException e = assertThrows(RuntimeApiException.class, api::worker);
      assertTrue(e.getMessage().contains("a line longer than"), e.getMessage());
    }
  }

  @Test
  void aLineLongerThanMostIsReadWhole(@TempDir Path folder) throws IOException {
    try (FakeHaproxy fake = new FakeHaproxy(folder.resolve("api.sock"), List.of())) {
      fake.restart();
      fake.refuse("show info", "x".repeat(16_000) + "\n" + "y".repeat(600));
      List<String> lines = new RuntimeSocket(fake.socket(), Duration.ofSeconds(5)).ask("show info");
      assertEquals(List.of("x".repeat(16_000), "y".repeat(600)), lines.subList(0, 2));
    }
  }

  private static RuntimeApiException askWith(Fault fault, Path folder) throws IOException {
    Path map = folder.resolve("names.map");
    Files.createFile(map);
    try (FakeHaproxy fake = new FakeHaproxy(folder.resolve("api.sock"), List.of(map))) {
      fake.restart();
      fake.suffer(fault);
      RuntimeApi api = new RuntimeApi(new RuntimeSocket(fake.socket(), Duration.ofMillis(100)));
      return assertThrows(RuntimeApiException.class, () -> api.read(map));
    }
  }
}
