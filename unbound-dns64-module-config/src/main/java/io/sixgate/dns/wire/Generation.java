package io.sixgate.dns.wire;

import io.sixgate.inventory.net.ServerAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/**
 * From which of our texts a name server was started, and as which process: it answers that itself,
 * as TXT of a name that nobody else has.
 *
 * @param digest of the text
 * @param process changes when the server is started anew; empty for a server that does not say
 */
public record Generation(String digest, String process) {
  /** Never delegated (RFC 6761, section 6.4). */
  public static final String NAME = "generation.sixgate.invalid.";

  /** Asks the server, by UDP; empty if it does not answer, or knows nothing of us. */
  public static Optional<Generation> of(ServerAddress server, Duration patience) {
    try {
      SimpleResolver resolver =
          new SimpleResolver(
              new InetSocketAddress(server.address().toString(), server.port().number()));
      resolver.setTimeout(patience);
      resolver.setEDNS(-1);
      Message answer =
          resolver.send(
              Message.newQuery(
                  Record.newRecord(Name.fromConstantString(NAME), Type.TXT, DClass.IN)));
      for (Record record : answer.getSection(Section.ANSWER)) {
        if (record instanceof TXTRecord text) {
          String[] words = String.join("", text.getStrings()).split(" ", 2);
          return Optional.of(new Generation(words[0], words.length > 1 ? words[1] : ""));
        }
      }
      return Optional.empty();
    } catch (IOException silent) {
      return Optional.empty();
    }
  }
}
