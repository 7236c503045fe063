package io.sixgate.relay.james;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.TooLongFrameException;
import io.sixgate.james.incoming.MirroredDataCommand;
import org.apache.james.protocols.netty.BasicChannelInboundHandler;
import org.apache.james.protocols.smtp.SMTPSession;

/**
 * A line that is longer than what is held is lost. James would answer it within the message, which
 * no sender expects, and take the message without it.
 */
final class LongLines extends ChannelInboundHandlerAdapter {
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) throws Exception {
    boolean ofMessage =
        cause instanceof TooLongFrameException
            && context.channel().attr(BasicChannelInboundHandler.SESSION_ATTRIBUTE_KEY).get()
                instanceof SMTPSession session
            && MirroredDataCommand.lineTooLong(session);
    if (!ofMessage) {
      super.exceptionCaught(context, cause);
    }
  }
}
