package io.sixgate.james.outgoing;

import io.sixgate.james.incoming.EightBitHook;
import java.util.List;
import java.util.stream.Stream;
import org.apache.james.protocols.api.handler.CommandDispatcher;
import org.apache.james.protocols.lib.handler.HandlersPackage;
import org.apache.james.protocols.smtp.core.ExpnCmdHandler;
import org.apache.james.protocols.smtp.core.HeloCmdHandler;
import org.apache.james.protocols.smtp.core.HelpCmdHandler;
import org.apache.james.protocols.smtp.core.NoopCmdHandler;
import org.apache.james.protocols.smtp.core.QuitCmdHandler;
import org.apache.james.protocols.smtp.core.RsetCmdHandler;
import org.apache.james.protocols.smtp.core.UnknownCmdHandler;
import org.apache.james.protocols.smtp.core.VrfyCmdHandler;
import org.apache.james.protocols.smtp.core.esmtp.AuthCmdHandler;
import org.apache.james.protocols.smtp.core.esmtp.EhloCmdHandler;
import org.apache.james.protocols.smtp.core.esmtp.MailSizeEsmtpExtension;
import org.apache.james.protocols.smtp.core.esmtp.StartTlsCmdHandler;
import org.apache.james.smtpserver.DataLineJamesMessageHookHandler;
import org.apache.james.smtpserver.JamesDataCmdHandler;
import org.apache.james.smtpserver.JamesWelcomeMessageHandler;

/**
 * Everything that James's SMTP server does for hosts that send; to be named as {@code
 * coreHandlersPackage}. Of James's own there are only the commands: each decision is one of ours,
 * so that what none of them allows is refused.
 */
public final class SmarthostHandlers implements HandlersPackage {
  @Override
  public List<String> getHandlers() {
    return Stream.of(
            JamesWelcomeMessageHandler.class,
            CommandDispatcher.class,
            EightBitHook.class,
            LoginHook.class,
            SenderHook.class,
            RecipientHook.class,
            WholeLines.class,
            SubmissionHook.class,
            AuthCmdHandler.class,
            EhloCmdHandler.class,
            HeloCmdHandler.class,
            SubmissionMailCommand.class,
            SubmissionRcptCommand.class,
            JamesDataCmdHandler.class,
            RsetCmdHandler.class,
            NoopCmdHandler.class,
            QuitCmdHandler.class,
            HelpCmdHandler.class,
            ExpnCmdHandler.class,
            VrfyCmdHandler.class,
            StartTlsCmdHandler.class,
            MailSizeEsmtpExtension.class,
            DataLineJamesMessageHookHandler.class,
            UnknownCmdHandler.class)
        .map(Class::getName)
        .toList();
  }
}
