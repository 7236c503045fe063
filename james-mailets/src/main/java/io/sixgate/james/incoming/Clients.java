package io.sixgate.james.incoming;

import io.sixgate.inventory.model.Gateway;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.Port;
import io.sixgate.james.smtp.ClientIdentity;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.smtp.SMTPSession;

/** Who is at the other end of a session of James, through a PROXY header if there was one. */
final class Clients {
  private static final Port SMTP = new Port(25);

  private Clients() {}

  /** The gateway's address is the first of the client's family: that is where the client came. */
  static ClientIdentity identity(SMTPSession session, Optional<Gateway> gateway) {
    InetSocketAddress remote = session.getRemoteAddress();
    IpAddress address = address(remote);
    IpAddress arrived =
        gateway
            .flatMap(
                known ->
                    known.addresses().stream()
                        .filter(ours -> isIpv4(ours) == isIpv4(address))
                        .findFirst())
            .orElse(address);
    String helo = session.getAttachment(SMTPSession.CURRENT_HELO_NAME, State.Connection).orElse("");
    return new ClientIdentity(address, new Port(remote.getPort()), arrived, SMTP, printable(helo));
  }

  static IpAddress address(InetSocketAddress socket) {
    String text = socket.getAddress().getHostAddress();
    int zone = text.indexOf('%');
    return IpAddress.parse(zone < 0 ? text : text.substring(0, zone));
  }

  static boolean isIpv4(IpAddress address) {
    return address.match(v4 -> true, v6 -> false);
  }

  /** What a client calls itself goes into headers and commands: one line of ASCII, no brackets. */
  static String printable(String helo) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < helo.length() && text.length() < 255; i++) {
      char c = helo.charAt(i);
      text.append(c > ' ' && c < 127 && "()<>\\\";,".indexOf(c) < 0 ? c : '?');
    }
    return text.toString();
  }
}
