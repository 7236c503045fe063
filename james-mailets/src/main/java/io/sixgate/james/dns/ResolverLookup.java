package io.sixgate.james.dns;

import io.sixgate.inventory.net.IpAddress;
import io.sixgate.inventory.net.Port;
import io.sixgate.inventory.net.ServerAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;

/** One recursive resolver. */
public final class ResolverLookup implements Lookup {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int TRIES = 3;

  /** What passes every path unfragmented: DNS flag day 2020. */
  private static final int LARGEST_UDP = 1232;

  private final ServerAddress server;
  private final SimpleResolver resolver;
  private final boolean trusted;

  public ResolverLookup(ServerAddress server) {
    this.server = server;
    this.resolver =
        new SimpleResolver(
            new InetSocketAddress(server.address().toString(), server.port().number()));
    resolver.setEDNS(0, LARGEST_UDP, 0);
    resolver.setTimeout(PATIENCE);
    this.trusted =
        server.address().match(v4 -> v4.isLoopback(), v6 -> v6.equals(IpAddress.parse("::1")));
  }

  /** The first {@code nameserver} of {@code /etc/resolv.conf}. */
  public static ServerAddress ofSystem(Path resolvConf) throws IOException {
    for (String line : Files.readAllLines(resolvConf)) {
      String[] words = line.strip().split("\\s+");
      if (words.length >= 2 && words[0].equals("nameserver")) {
        return new ServerAddress(IpAddress.parse(words[1].split("%", 2)[0]), new Port(53));
      }
    }
    throw new IOException(resolvConf + " names no nameserver; write mail.resolver in gateway.yaml");
  }

  /** By AD in the question the resolver is asked to say it (RFC 6840, section 5.7). */
  @Override
  public Answer ask(Name name, int type) throws IOException {
    Message question = Message.newQuery(Record.newRecord(name, type, DClass.IN));
    question.getHeader().setFlag(Flags.AD);
    Message answer = send(question);
    int rcode = answer.getRcode();
    if (rcode != Rcode.NOERROR && rcode != Rcode.NXDOMAIN) {
      throw new IOException(
          "DNS: %s answers %s for %s".formatted(server, Rcode.string(rcode), name));
    }
    return new Answer(
        answer.getSection(Section.ANSWER).stream()
            .filter(found -> found.getType() == type)
            .toList(),
        rcode == Rcode.NOERROR,
        trusted && answer.getHeader().getFlag(Flags.AD));
  }

  private Message send(Message question) throws IOException {
    IOException last = null;
    for (int i = 0; i < TRIES; i++) {
      try {
        return resolver.send(question);
      } catch (IOException e) {
        last = e;
      }
    }
    throw new IOException(
        "DNS: %s does not answer for %s".formatted(server, question.getQuestion().getName()), last);
  }
}
