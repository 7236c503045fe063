package io.sixgate.relay.james;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.james.checks.ClientLimits;
import io.sixgate.james.checks.ClientNetwork;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many sessions there may be, all together and of one client (an IPv4 address or a /64). A
 * session counts until its last hook has returned: a client that hangs up while a customer's server
 * is asked leaves a thread that waits, and one connection after the other would leave them all
 * waiting.
 */
final class Admission {
  private static final byte[] TOO_MANY =
      "421 4.7.0 too many connections; try again later\r\n".getBytes(StandardCharsets.US_ASCII);

  private final int most;
  private final int mostOfClient;
  private final AtomicInteger all = new AtomicInteger();
  private final ClientLimits clients = new ClientLimits(InstantSource.system());

  /**
   * @param mostOfClient behind a proxy, where the client is not known yet, as many as {@code most}
   */
  Admission(int most, int mostOfClient) {
    this.most = most;
    this.mostOfClient = mostOfClient;
  }

  /** One session, from its connection to its end. */
  final class Visit {
    private volatile ClientNetwork client;

    /** Before all other handlers: who is not let in is no session of theirs. */
    ChannelInboundHandler door() {
      return new ChannelInboundHandlerAdapter() {
        @Override
        public void channelActive(ChannelHandlerContext context) {
          ClientNetwork network = network(context);
          if (enter(network)) {
            client = network;
            context.fireChannelActive();
          } else {
            context
                .writeAndFlush(Unpooled.wrappedBuffer(TOO_MANY))
                .addListener(ChannelFutureListener.CLOSE);
          }
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object bytes) {
          if (client == null) {
            ReferenceCountUtil.release(bytes);
          } else {
            context.fireChannelRead(bytes);
          }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
          if (client != null) {
            context.fireChannelInactive();
          }
        }
      };
    }

    /** On the session's own threads, so that it comes to this when they are done with all else. */
    ChannelInboundHandler end() {
      return new ChannelInboundHandlerAdapter() {
        @Override
        public void channelInactive(ChannelHandlerContext context) {
          leave(client);
          context.fireChannelInactive();
        }
      };
    }
  }

  private boolean enter(ClientNetwork client) {
    int together = all.incrementAndGet();
    boolean room = clients.enter(client) <= mostOfClient && together <= most;
    if (!room) {
      leave(client);
    }
    return room;
  }

  private void leave(ClientNetwork client) {
    clients.leave(client);
    all.decrementAndGet();
  }

  private static ClientNetwork network(ChannelHandlerContext context) {
    String text =
        ((InetSocketAddress) context.channel().remoteAddress()).getAddress().getHostAddress();
    int zone = text.indexOf('%');
    return ClientNetwork.of(IpAddress.parse(zone < 0 ? text : text.substring(0, zone)));
  }
}
