package io.sixgate.sni.health;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import io.sixgate.inventory.model.ClientAddressMode;
import io.sixgate.inventory.net.Ipv6Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Waits on a connection for the greeting of a mail server (RFC 5321, section 4.2), and takes leave.
 * A server may take connections and be too ill to greet. One that expects a PROXY header does not
 * greet before it has one.
 */
final class Greeting extends ChannelInboundHandlerAdapter {
  private static final int LONGEST_SHOWN = 60;

  /** Version 2, LOCAL: the proxy speaks for itself (proxy-protocol.txt, section 2.2). */
  private static final byte[] LOCAL = {
    0x0d, 0x0a, 0x0d, 0x0a, 0x00, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a, 0x20, 0x00, 0x00, 0x00
  };

  private final int timeoutMillis;
  private final Consumer<CheckResult> told;
  private final StringBuilder line = new StringBuilder();
  private boolean done;

  private Greeting(int timeoutMillis, Consumer<CheckResult> told) {
    this.timeoutMillis = timeoutMillis;
    this.told = told;
  }

  /** Tells once what came, at the latest after the timeout; the connection is closed by then. */
  static void await(
      Channel channel, ClientAddressMode mode, int timeoutMillis, Consumer<CheckResult> told) {
    Greeting greeting = new Greeting(timeoutMillis, told);
    channel.pipeline().addLast(greeting);
    header(channel, mode)
        .ifPresent(
            bytes -> {
              var unused = channel.writeAndFlush(Unpooled.wrappedBuffer(bytes));
            });
    var unused =
        channel
            .eventLoop()
            .schedule(() -> greeting.late(channel), timeoutMillis, TimeUnit.MILLISECONDS);
    channel.config().setAutoRead(true);
  }

  private static Optional<byte[]> header(Channel channel, ClientAddressMode mode) {
    return switch (mode) {
      case NONE, EMBEDDED -> Optional.empty();
      // Not UNKNOWN, which Postfix does not take: the gateway as its own client.
      case PROXY_V1 ->
          Optional.of(version1(address(channel.localAddress()), address(channel.remoteAddress())));
      case PROXY_V2 -> Optional.of(LOCAL);
    };
  }

  private static byte[] version1(InetSocketAddress from, InetSocketAddress to) {
    return "PROXY TCP6 %s %s %d %d\r\n"
        .formatted(text(from), text(to), from.getPort(), to.getPort())
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static InetSocketAddress address(SocketAddress address) {
    return (InetSocketAddress) address;
  }

  private static Ipv6Address text(InetSocketAddress address) {
    // Without a scope, e.g. %eth0, which only link-local addresses need.
    return Ipv6Address.parse(address.getHostString().split("%", 2)[0]);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    while (!done && bytes.isReadable()) {
      char read = (char) (bytes.readByte() & 0xff);
      if (read == '\n' || line.length() == LONGEST_SHOWN) {
        look(context);
      } else {
        line.append(read >= ' ' && read <= '~' ? read : ' ');
      }
    }
    ReferenceCountUtil.release(message);
  }

  private void look(ChannelHandlerContext context) {
    boolean greeted = line.indexOf("220") == 0;
    tell(
        greeted
            ? CheckResult.answered()
            : CheckResult.failed("it greets with \"%s\"".formatted(line.toString().strip())));
    // It closes then; if it does not, the timeout does.
    var unused =
        context.writeAndFlush(Unpooled.copiedBuffer("QUIT\r\n", StandardCharsets.US_ASCII));
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    tell(CheckResult.failed("closed before its greeting"));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    tell(CheckResult.failed("closed before its greeting"));
    var unused = context.close();
  }

  private void late(Channel channel) {
    tell(CheckResult.failed("no greeting within " + timeoutMillis + " ms"));
    var unused = channel.close();
  }

  private void tell(CheckResult result) {
    if (!done) {
      done = true;
      told.accept(result);
    }
  }
}
