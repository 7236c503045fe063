package io.sixgate.sni.health;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import io.sixgate.inventory.model.HealthChecks;
import io.sixgate.inventory.model.HostId;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.sni.route.Target;
import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Connects to each target again and again, and asks of it what the examination does, or nothing.
 * One thread for all: everything in here runs in Netty's event loop.
 *
 * <p>Each address has its own schedule, a little shorter than the interval by chance, so that they
 * spread. At most so many checks are under way at a time; the others wait for their turn.
 */
final class TcpChecker implements AddressHealth.Checks, Closeable {
  /** Each takes a file descriptor and some 4 kB while it lasts. */
  static final int MOST_UNDER_WAY = 2048;

  /** How soon an address without a verdict is checked, and checked again. */
  private static final Duration FIRST = Duration.ofSeconds(1);

  /** Waits are drawn from the interval's last fifth. */
  private static final double JITTER = 0.2;

  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("health", true), NioIoHandler.newFactory());
  private final int mostUnderWay;
  private final RandomGenerator random;
  private final BiPredicate<Target, CheckResult> results;
  private final Examination examination;
  private final Map<Where, Round> rounds = new HashMap<>();
  private final Queue<Check> waiting = new ArrayDeque<>();
  private final Bootstrap bootstrap;
  private HealthChecks rule = HealthChecks.STANDARD;
  private int underWay;
  private volatile int mostSeen;

  /** What is asked of a server that has taken the connection. */
  interface Examination {
    /**
     * Tells once how it went.
     *
     * @param channel closed by then, or soon after
     * @param timeoutMillis how long a connection may take
     */
    void begin(Channel channel, Target target, int timeoutMillis, Consumer<CheckResult> told);
  }

  /** Nothing more is asked. */
  static final Examination NONE =
      (channel, target, timeoutMillis, told) -> {
        var unused = channel.close();
        told.accept(CheckResult.answered());
      };

  /**
   * Checks nothing yet.
   *
   * @param results gets each result and answers whether the target has a verdict
   */
  TcpChecker(
      int mostUnderWay,
      RandomGenerator random,
      BiPredicate<Target, CheckResult> results,
      Examination examination) {
    this.mostUnderWay = mostUnderWay;
    this.random = random;
    this.results = results;
    this.examination = examination;
    this.bootstrap =
        new Bootstrap()
            .group(group)
            .channel(NioSocketChannel.class)
            .handler(new Silent())
            // Ended by RST: a check every few seconds must not pile up sockets in TIME_WAIT.
            .option(ChannelOption.SO_LINGER, 0)
            .option(ChannelOption.AUTO_READ, false);
  }

  /** Says nothing and hears nothing. */
  @Sharable
  private static final class Silent extends ChannelInboundHandlerAdapter {}

  /**
   * One address with all its ports, and when it is looked at next. They are checked together: a
   * host that goes as a whole is then one change, not one for each port.
   */
  private static final class Round {
    final Where where;
    final Set<Target> targets = new LinkedHashSet<>();
    Future<?> next;
    long began;
    int open;
    boolean settled;

    Round(Where where) {
      this.where = where;
    }
  }

  /** A host's address. */
  private record Where(HostId host, Ipv6Address address) {
    static Where of(Target target) {
      return new Where(target.host(), target.address());
    }
  }

  /** One connection that is to be tried. */
  private record Check(Round round, Target target) {}

  @Override
  public void begin(Target target) {
    group.execute(
        () -> {
          Round round = rounds.computeIfAbsent(Where.of(target), Round::new);
          round.targets.add(target);
          if (round.open == 0) {
            schedule(round, random.nextLong(soon()));
          }
          round.settled = false;
        });
  }

  @Override
  public void end(Target target) {
    group.execute(
        () -> {
          Round round = rounds.get(Where.of(target));
          if (round != null && round.targets.remove(target) && round.targets.isEmpty()) {
            rounds.remove(round.where);
            round.next.cancel(false);
          }
        });
  }

  @Override
  public void rule(HealthChecks now) {
    group.execute(
        () -> {
          if (!now.equals(rule)) {
            rule = now;
            rounds.values().stream()
                .filter(round -> round.open == 0)
                .forEach(round -> schedule(round, random.nextLong(rule.interval().toNanos())));
          }
        });
  }

  private void schedule(Round round, long nanos) {
    if (round.next != null) {
      round.next.cancel(false);
    }
    round.next = group.schedule(() -> start(round), nanos, TimeUnit.NANOSECONDS);
  }

  private void start(Round round) {
    round.began = System.nanoTime();
    round.settled = true;
    round.open = round.targets.size();
    for (Target target : List.copyOf(round.targets)) {
      waiting.add(new Check(round, target));
    }
    connectNext();
  }

  private void connectNext() {
    while (underWay < mostUnderWay && !waiting.isEmpty()) {
      connect(waiting.remove());
    }
  }

  private void connect(Check check) {
    underWay++;
    mostSeen = Math.max(mostSeen, underWay);
    int timeout = Math.toIntExact(rule.timeout().toMillis());
    bootstrap.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, timeout);
    bootstrap
        .connect(socketAddress(check.target))
        .addListener(
            (ChannelFuture done) -> {
              // Not from in here: a socket that could not even be made is told by a thread of
              // Netty's own, and one that fails at once would call deeper and deeper.
              Consumer<CheckResult> told = result -> group.execute(() -> finish(check, result));
              if (done.isSuccess()) {
                examination.begin(done.channel(), check.target, timeout, told);
                return;
              }
              if (done.channel().isRegistered()) {
                var unused = done.channel().close();
              }
              told.accept(failure(done.cause(), timeout));
            });
  }

  private void finish(Check check, CheckResult result) {
    underWay--;
    Round round = check.round;
    if (round.targets.contains(check.target)) {
      round.settled &= results.test(check.target, result);
    }
    round.open--;
    if (round.open == 0 && !round.targets.isEmpty()) {
      long wait = round.settled ? jittered(rule.interval()) : soon();
      schedule(round, Math.max(0, round.began + wait - System.nanoTime()));
    }
    connectNext();
  }

  /** How many were under way at most; may be called from any thread. */
  int mostSeen() {
    return mostSeen;
  }

  private long soon() {
    return Math.min(FIRST.toNanos(), rule.interval().toNanos());
  }

  private long jittered(Duration interval) {
    return (long) (interval.toNanos() * (1 - JITTER * random.nextDouble()));
  }

  /**
   * What the JDK and Netty say: {@code ConnectException: Connection refused}, {@code
   * ConnectTimeoutException}, {@code NoRouteToHostException: No route to host}, {@code
   * SocketException: Network is unreachable}; all with the address behind it.
   */
  private static CheckResult failure(Throwable cause, int timeoutMillis) {
    if (cause instanceof ConnectTimeoutException) {
      return CheckResult.failed("no answer within " + timeoutMillis + " ms");
    }
    if (!(cause instanceof IOException) || cause instanceof BindException) {
      // "Too many open files", "Cannot assign requested address": the gateway's own trouble.
      Throwable root = cause;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      return CheckResult.notMade(text(root));
    }
    if (cause instanceof NoRouteToHostException) {
      return CheckResult.failed("no route to host");
    }
    return CheckResult.failed(
        cause instanceof ConnectException && text(cause).contains("refused")
            ? "connection refused"
            : text(cause));
  }

  /** Without the address, which is told beside it. */
  private static String text(Throwable cause) {
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    int address = message.indexOf(": ");
    return address < 0 ? message : message.substring(0, address);
  }

  static InetSocketAddress socketAddress(Target target) {
    Ipv6Address address = target.address();
    byte[] bytes = ByteBuffer.allocate(16).putLong(address.high()).putLong(address.low()).array();
    try {
      return new InetSocketAddress(
          Inet6Address.getByAddress(null, bytes, -1), target.port().number());
    } catch (UnknownHostException e) {
      throw new AssertionError("16 bytes are an IPv6 address", e);
    }
  }

  /** Returns when nothing runs any more. */
  @Override
  public void close() {
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
