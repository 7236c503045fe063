package io.sixgate.sni.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.inventory.model.HealthChecks;
import io.sixgate.inventory.model.HostId;
import io.sixgate.inventory.model.Label;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.Port;
import io.sixgate.sni.health.CheckResult.Kind;
import io.sixgate.sni.route.Target;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against the kernel's own TCP, on ::1. */
final class TcpCheckerTest {
  private static final HealthChecks QUICK =
      new HealthChecks(Duration.ofMillis(200), Duration.ofMillis(100), 2, 2);
  private static final long DEADLINE_S = 20;

  private static final InetSocketAddress LOOPBACK = TcpChecker.socketAddress(target(1));

  private record Seen(Target target, CheckResult result, long nanos) {}

  private final BlockingQueue<Seen> seen = new LinkedBlockingQueue<>();
  private TcpChecker checker =
      new TcpChecker(
          100,
          new Random(1),
          (target, result) -> seen.add(new Seen(target, result, System.nanoTime())),
          TcpChecker.NONE);

  @AfterEach
  void stop() {
    checker.close();
  }

  @Test
  void whoTakesConnectionsAnswers() throws Exception {
    try (ServerSocketChannel server = server(100)) {
      check(server);
      assertEquals(CheckResult.answered(), next().result());
      assertEquals(CheckResult.answered(), next().result());
    }
  }

  @Test
  void theConnectionIsEndedAtOnceAndNothingIsSaid() throws Exception {
    try (ServerSocketChannel server = server(100)) {
      check(server);
      try (SocketChannel visitor = server.accept()) {
        visitor.socket().setSoTimeout(Math.toIntExact(Duration.ofSeconds(DEADLINE_S).toMillis()));
        assertEquals(-1, readOrReset(visitor));
      }
    }
  }

  /** The reset says "connection reset by peer". */
  private static int readOrReset(SocketChannel visitor) {
    try {
      return visitor.socket().getInputStream().read();
    } catch (IOException reset) {
      return -1;
    }
  }

  @Test
  void whoRefusesFailsWithTheReason() throws Exception {
    ServerSocketChannel server = server(1);
    checker.rule(QUICK);
    checker.begin(target(server));
    server.close();
    Seen one = next();
    while (one.result().kind() == Kind.ANSWERED) {
      one = next();
    }
    assertEquals(CheckResult.failed("connection refused"), one.result());
  }

  /** A listener with a full backlog drops what else comes. */
  @Test
  void whoSaysNothingFailsAfterTheTimeout() throws Exception {
    try (ServerSocketChannel server = server(1)) {
      List<SocketChannel> visitors = fill(server);
      long began = System.nanoTime();
      check(server);
      Seen one = next();
      assertEquals(CheckResult.failed("no answer within 100 ms"), one.result());
      assertTrue(one.nanos() - began >= TimeUnit.MILLISECONDS.toNanos(100));
      for (SocketChannel visitor : visitors) {
        visitor.close();
      }
    }
  }

  @Test
  void checksComeWithinTheInterval() throws Exception {
    try (ServerSocketChannel server = server(1000)) {
      check(server);
      Seen before = next();
      long longest = 0;
      long shortest = Long.MAX_VALUE;
      for (int i = 0; i < 10; i++) {
        Seen now = next();
        longest = Math.max(longest, now.nanos() - before.nanos());
        shortest = Math.min(shortest, now.nanos() - before.nanos());
        before = now;
      }
      // The upper limit is loose: a busy machine is late. The lower one is the jitter's.
      assertTrue(shortest > TimeUnit.MILLISECONDS.toNanos(100), shortest + " ns");
      assertTrue(longest < TimeUnit.SECONDS.toNanos(5), longest + " ns");
    }
  }

  @Test
  void anotherIntervalHoldsAtOnce() throws Exception {
    try (ServerSocketChannel server = server(1000)) {
      checker.rule(new HealthChecks(Duration.ofHours(1), Duration.ofSeconds(1), 1, 1));
      checker.begin(target(server));
      next();
      checker.rule(QUICK);
      next();
      next();
    }
  }

  @Test
  void whatIsTakenAwayIsCheckedNoMore() throws Exception {
    try (ServerSocketChannel one = server(1000);
        ServerSocketChannel other = server(1000)) {
      check(one);
      next();
      checker.end(target(one));
      checker.begin(target(other));
      // At most one check of the first was under way.
      int late = 0;
      for (int i = 0; i < 8; i++) {
        late += next().target().equals(target(one)) ? 1 : 0;
      }
      assertTrue(late <= 1, late + " late");
    }
  }

  /**
   * 5,000 targets, half of which say nothing, with 500 checks at a time: each has its turn, never
   * more are under way, and the memory stays that of the targets.
   */
  @Test
  void thousandsHaveTheirTurnAndNeverMoreThanAllowedAtATime() throws Exception {
    int most = 500;
    int targets = 5000;
    checker.close();
    Map<Target, Kind> kinds = new ConcurrentHashMap<>();
    AtomicInteger wrong = new AtomicInteger();
    CountDownLatch all = new CountDownLatch(targets);
    checker =
        new TcpChecker(
            most,
            new Random(2),
            (target, result) -> {
              Kind before = kinds.put(target, result.kind());
              if (before == null) {
                all.countDown();
              } else if (before != result.kind()) {
                wrong.incrementAndGet();
              }
              return true;
            },
            TcpChecker.NONE);
    try (ServerSocketChannel server = server(4096);
        ServerSocketChannel hole = server(1)) {
      List<SocketChannel> visitors = fill(hole);
      Thread accepting = new Thread(() -> takeAll(server));
      accepting.setDaemon(true);
      accepting.start();
      checker.rule(new HealthChecks(Duration.ofSeconds(2), Duration.ofMillis(200), 1, 1));
      long before = usedMemory();
      for (int i = 0; i < targets; i++) {
        Target target = target(i % 2 == 0 ? server : hole);
        checker.begin(
            new Target(
                new HostId(Label.parse("acme"), Label.parse("h" + i)),
                target.address(),
                target.port()));
      }
      assertTrue(all.await(60, TimeUnit.SECONDS), all.getCount() + " had no turn");
      assertTrue(checker.mostSeen() <= most, checker.mostSeen() + " at a time");
      long grown = usedMemory() - before;
      assertTrue(grown < 20_000_000, grown + " bytes");
      assertEquals(0, wrong.get());
      for (SocketChannel visitor : visitors) {
        visitor.close();
      }
    }
  }

  private static void takeAll(ServerSocketChannel server) {
    try {
      while (true) {
        server.accept().close();
      }
    } catch (IOException closed) {
      return;
    }
  }

  private static long usedMemory() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private void check(ServerSocketChannel server) throws IOException {
    checker.rule(QUICK);
    checker.begin(target(server));
  }

  private Seen next() throws InterruptedException {
    Seen next = seen.poll(DEADLINE_S, TimeUnit.SECONDS);
    assertNotNull(next, "no check within " + DEADLINE_S + " s");
    return next;
  }

  private static ServerSocketChannel server(int backlog) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open();
    server.bind(new InetSocketAddress(LOOPBACK.getAddress(), 0), backlog);
    return server;
  }

  /** Each further connect to it stays without an answer. */
  private static List<SocketChannel> fill(ServerSocketChannel server) throws IOException {
    List<SocketChannel> visitors = new ArrayList<>();
    // Linux takes one more than the backlog says; the rest of these wait themselves.
    for (int i = 0; i < 4; i++) {
      SocketChannel visitor = SocketChannel.open();
      visitors.add(visitor);
      visitor.configureBlocking(false);
      visitor.connect(server.getLocalAddress());
    }
    return visitors;
  }

  private static Target target(ServerSocketChannel server) throws IOException {
    return target(((InetSocketAddress) server.getLocalAddress()).getPort());
  }

  private static Target target(int port) {
    HostId host = new HostId(Label.parse("acme"), Label.parse("web1"));
    return new Target(host, Ipv6Address.parse("::1"), new Port(port));
  }
}
