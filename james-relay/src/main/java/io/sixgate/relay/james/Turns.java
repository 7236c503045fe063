package io.sixgate.relay.james;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Nothing more is read from a sender while he is being answered. He cannot fill the memory behind a
 * slow server, and the ClientHello that follows our answer to STARTTLS finds TLS in place, although
 * it is put there by another thread than the one that reads.
 */
final class Turns {
  private final AtomicInteger unanswered = new AtomicInteger();

  /** On the thread that reads: it stops at once, not when the other one comes to it. */
  ChannelInboundHandler reading() {
    return new ChannelInboundHandlerAdapter() {
      @Override
      public void channelRead(ChannelHandlerContext context, Object bytes) {
        unanswered.incrementAndGet();
        context.channel().config().setAutoRead(false);
        context.fireChannelRead(bytes);
      }
    };
  }

  /** On the thread that answers. */
  ChannelInboundHandler answering() {
    return new ChannelInboundHandlerAdapter() {
      @Override
      public void channelRead(ChannelHandlerContext context, Object bytes) {
        try {
          context.fireChannelRead(bytes);
        } finally {
          if (unanswered.decrementAndGet() == 0) {
            context.channel().config().setAutoRead(true);
          }
        }
      }
    };
  }
}
