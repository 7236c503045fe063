package io.sixgate.relay.main;

import io.sixgate.inventory.model.MailService;
import io.sixgate.inventory.net.ListeningSocket;
import io.sixgate.inventory.net.ServerAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What on this machine keeps the relay from listening, found before James is put together: that
 * takes seconds, and James does not say which port it was. By whom a port is taken its user may not
 * see: that is {@code sixgate doctor gateway}'s matter.
 */
final class ListenObstacles {
  private static final Path PROC = Path.of("/proc");

  private ListenObstacles() {}

  /** A sentence for each, with what to do; empty if all is well. */
  static Set<String> to(MailService mail) throws IOException {
    Set<String> found = new LinkedHashSet<>();
    List<ListeningSocket> listening = ListeningSocket.read(PROC);
    for (ServerAddress wanted : mail.sockets()) {
      if (!ListeningSocket.canListen(wanted.address(), 0)) {
        found.add(
            "%s is no address of this machine; add it to an interface, or take it out of mail: in gateway.yaml"
                .formatted(wanted.address()));
      } else if (listening.stream().anyMatch(socket -> mayHave(socket, wanted))
          && !ListeningSocket.canListen(wanted.address(), wanted.port().number())) {
        found.add(
            "TCP port %s of %s is taken by another program; \"sixgate doctor gateway\" says by which; end it, or change mail: in gateway.yaml"
                .formatted(wanted.port(), wanted.address()));
      }
    }
    return found;
  }

  private static boolean mayHave(ListeningSocket socket, ServerAddress wanted) {
    return socket.port().equals(wanted.port()) && socket.mayHave(wanted.address());
  }
}
