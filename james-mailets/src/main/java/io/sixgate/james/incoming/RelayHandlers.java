package io.sixgate.james.incoming;

import java.util.List;
import java.util.stream.Stream;
import org.apache.james.protocols.lib.handler.HandlersPackage;
import org.apache.james.protocols.smtp.core.HeloCmdHandler;
import org.apache.james.protocols.smtp.core.HelpCmdHandler;
import org.apache.james.protocols.smtp.core.NoopCmdHandler;
import org.apache.james.protocols.smtp.core.QuitCmdHandler;
import org.apache.james.protocols.smtp.core.RsetCmdHandler;
import org.apache.james.protocols.smtp.core.UnknownCmdHandler;
import org.apache.james.protocols.smtp.core.VrfyCmdHandler;
import org.apache.james.protocols.smtp.core.esmtp.EhloCmdHandler;
import org.apache.james.protocols.smtp.core.esmtp.StartTlsCmdHandler;
import org.apache.james.smtpserver.JamesWelcomeMessageHandler;
import org.apache.james.smtpserver.fastfail.MaxUnknownCmdHandler;

/**
 * Everything that James's SMTP server does for customers' domains; to be named as {@code
 * coreHandlersPackage} of the handler chain. James's own package is left out with it: that queues
 * what no hook has answered, lets users log in, and asks DNS for the name of every client while the
 * client waits.
 */
public final class RelayHandlers implements HandlersPackage {
  private static final List<Class<?>> HANDLERS =
      List.of(
          JamesWelcomeMessageHandler.class,
          Utf8Commands.class,
          EhloCmdHandler.class,
          HeloCmdHandler.class,
          AnnouncedMailCommand.class,
          MirroredRcptCommand.class,
          MirroredDataCommand.class,
          EtrnCommand.class,
          RsetCmdHandler.class,
          NoopCmdHandler.class,
          QuitCmdHandler.class,
          HelpCmdHandler.class,
          VrfyCmdHandler.class,
          StartTlsCmdHandler.class,
          UnknownCmdHandler.class,
          MaxUnknownCmdHandler.class,
          AnnouncedParameters.class,
          CheckHook.class,
          CutThroughHook.class,
          Conversations.class);

  @Override
  public List<String> getHandlers() {
    return Stream.of(HANDLERS).flatMap(List::stream).map(Class::getName).toList();
  }
}
