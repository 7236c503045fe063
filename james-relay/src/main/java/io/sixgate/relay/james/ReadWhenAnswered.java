package io.sixgate.relay.james;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Nothing more is read from a sender while he is being answered. He cannot fill the memory behind a
 * slow server, and the ClientHello that follows our answer to STARTTLS finds TLS in place, although
 * it is put there by another thread than the one that reads.
 */
final class ReadWhenAnswered extends ChannelInboundHandlerAdapter {
  @Override
  public void channelRead(ChannelHandlerContext context, Object bytes) {
    context.channel().config().setAutoRead(false);
    try {
      context.fireChannelRead(bytes);
    } finally {
      context.channel().config().setAutoRead(true);
    }
  }
}
