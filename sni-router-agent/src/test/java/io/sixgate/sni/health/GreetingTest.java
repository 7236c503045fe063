package io.sixgate.sni.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.sixgate.inventory.model.ClientAddressMode;
import io.sixgate.inventory.model.HealthChecks;
import io.sixgate.inventory.model.HostId;
import io.sixgate.inventory.model.Label;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.Port;
import io.sixgate.sni.route.Target;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the kernel's own TCP, on ::1. */
final class GreetingTest {
  private static final int DEADLINE_S = 20;
  private static final HealthChecks RULE =
      new HealthChecks(Duration.ofSeconds(5), Duration.ofMillis(500), 1, 1);

  private final BlockingQueue<CheckResult> results = new LinkedBlockingQueue<>();
  private volatile ClientAddressMode mode = ClientAddressMode.EMBEDDED;
  private final TcpChecker checker =
      new TcpChecker(
          10,
          new Random(1),
          (target, result) -> results.add(result),
          (channel, target, timeoutMillis, told) ->
              Greeting.await(channel, mode, 2 * timeoutMillis, told));
  private ServerSocket server;

  @BeforeEach
  void start() throws Exception {
    server = new ServerSocket(0, 10, TcpChecker.socketAddress(target(1)).getAddress());
    server.setSoTimeout(DEADLINE_S * 1000);
    checker.rule(RULE);
    checker.begin(target(server.getLocalPort()));
  }

  private static Target target(int port) {
    return new Target(
        new HostId(Label.parse("acme"), Label.parse("web1")),
        Ipv6Address.parse("::1"),
        new Port(port));
  }

  @AfterEach
  void stop() throws Exception {
    checker.close();
    server.close();
  }

  @Test
  void aServerThatGreetsIsUpAndIsToldQuit() throws Exception {
    try (Socket visitor = server.accept()) {
      say(visitor, "220");
      say(visitor, " mail.acme.example ESMTP\r\n");
      assertEquals(CheckResult.answered(), next());
      assertEquals(
          "QUIT\r\n",
          new String(visitor.getInputStream().readNBytes(6), StandardCharsets.US_ASCII));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'554 No service\r\n', it greets with \"554 No service\"",
    "'SSH-2.0-x\r\n', it greets with \"SSH-2.0-x\"",
    "'\n', it greets with \"\""
  })
  void aServerThatGreetsOtherwiseIsNot(String greeting, String reason) throws Exception {
    try (Socket visitor = server.accept()) {
      say(visitor, greeting);
      assertEquals(CheckResult.failed(reason), next());
    }
  }

  @Test
  void aLineWithoutEndIsNotWaitedFor() throws Exception {
    try (Socket visitor = server.accept()) {
      say(visitor, "x".repeat(1000));
      assertEquals(CheckResult.failed("it greets with \"" + "x".repeat(60) + "\""), next());
    }
  }

  @Test
  void aServerThatTakesTheConnectionAndSaysNothingIsNot() throws Exception {
    try (Socket visitor = server.accept()) {
      assertEquals(CheckResult.failed("no greeting within 1000 ms"), next());
      assertEquals(0, visitor.getInputStream().available());
    }
  }

  @Test
  void aServerBehindProxyHeadersIsToldThatTheGatewayItselfComes() throws Exception {
    mode = ClientAddressMode.PROXY_V1;
    try (Socket visitor = server.accept()) {
      String wanted =
          "PROXY TCP6 ::1 ::1 %d %d\r\n".formatted(visitor.getPort(), visitor.getLocalPort());
      assertEquals(
          wanted,
          new String(
              visitor.getInputStream().readNBytes(wanted.length()), StandardCharsets.US_ASCII));
    }
  }

  @Test
  void andByVersion2ThatItSpeaksForItself() throws Exception {
    mode = ClientAddressMode.PROXY_V2;
    try (Socket visitor = server.accept()) {
      assertEquals(
          "0d0a0d0a000d0a515549540a20000000",
          HexFormat.of().formatHex(visitor.getInputStream().readNBytes(16)));
    }
  }

  @Test
  void aServerThatClosesIsNot() throws Exception {
    server.accept().close();
    assertEquals(CheckResult.failed("closed before its greeting"), next());
  }

  private static void say(Socket visitor, String text) throws Exception {
    visitor.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    visitor.getOutputStream().flush();
  }

  private CheckResult next() throws InterruptedException {
    CheckResult result = results.poll(DEADLINE_S, TimeUnit.SECONDS);
    assertNotNull(result, "no result came");
    return result;
  }
}
