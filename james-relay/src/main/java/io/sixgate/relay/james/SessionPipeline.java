package io.sixgate.relay.james;

import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.EventExecutorGroup;
import java.util.function.Supplier;
import org.apache.james.protocols.netty.AbstractSSLAwareChannelPipelineFactory;
import org.apache.james.protocols.netty.ChannelHandlerFactory;
import org.apache.james.protocols.netty.Encryption;
import org.apache.james.protocols.netty.HandlerConstants;

/** James's way from bytes to commands, but that commands are answered on threads of their own. */
final class SessionPipeline extends AbstractSSLAwareChannelPipelineFactory<SocketChannel> {
  private final ChannelHandlerFactory lines;
  private final EventExecutorGroup sessions;
  private final Admission admission;
  private final Supplier<ChannelInboundHandlerAdapter> commands;

  SessionPipeline(
      Limits limits,
      Supplier<Encryption> encryption,
      ChannelHandlerFactory lines,
      EventExecutorGroup sessions,
      Supplier<ChannelInboundHandlerAdapter> commands) {
    super(
        limits.idleSeconds(),
        limits.connections(),
        limits.connectionsPerAddress(),
        limits.proxyHeader(),
        encryption,
        lines,
        sessions);
    this.lines = lines;
    this.sessions = sessions;
    this.admission = limits.admission();
    this.commands = commands;
  }

  /** What a connection is held to; see James's documentation of {@code smtpserver.xml}. */
  record Limits(int idleSeconds, int connections, int connectionsPerAddress, boolean proxyHeader) {
    /** One client gets an eighth of the sessions. */
    private static final int SHARE_OF_CLIENT = 8;

    private Admission admission() {
      return new Admission(
          connections, proxyHeader ? connections : Math.max(1, connections / SHARE_OF_CLIENT));
    }
  }

  /** James has lines on the group's threads and commands on those that read: both move. */
  @Override
  public void initChannel(SocketChannel channel) throws Exception {
    super.initChannel(channel);
    ChannelPipeline pipeline = channel.pipeline();
    pipeline.remove(HandlerConstants.FRAMER);
    pipeline.remove(HandlerConstants.CORE_HANDLER);
    Admission.Visit visit = admission.new Visit();
    pipeline.addFirst("door", visit.door());
    Turns turns = new Turns();
    pipeline.addLast("reading", turns.reading());
    pipeline.addLast(sessions, "answering", turns.answering());
    pipeline.addLast(sessions, HandlerConstants.FRAMER, lines.create(pipeline));
    pipeline.addLast(sessions, "long-lines", new LongLines());
    pipeline.addLast(sessions, "end", visit.end());
    pipeline.addLast(sessions, HandlerConstants.CORE_HANDLER, commands.get());
  }

  @Override
  protected ChannelInboundHandlerAdapter createHandler() {
    return new ChannelInboundHandlerAdapter();
  }
}
