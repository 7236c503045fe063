package io.sixgate.james.outgoing;

import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.james.dns.Lookup;
import io.sixgate.james.smtp.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/** Which servers take mail for a domain (RFC 5321, section 5.1). */
final class MailServers {
  /** A domain with more is a trap for the queue. */
  private static final int MOST = 20;

  private final Lookup lookup;

  MailServers(Lookup lookup) {
    this.lookup = lookup;
  }

  /**
   * One server of a domain.
   *
   * @param secure whether DNSSEC proves that it is one
   */
  record Server(Hostname name, boolean secure) {}

  /**
   * All of them.
   *
   * @param servers in the order in which to try them
   * @param never why there are none, for good
   */
  record Found(List<Server> servers, Optional<Reply> never) {
    Found {
      servers = List.copyOf(servers);
    }

    static Found never(String text) {
      return new Found(List.of(), Optional.of(Reply.of(550, text)));
    }
  }

  /**
   * The addresses of one server, IPv6 first.
   *
   * @param secure whether DNSSEC proves all of them
   */
  record Addresses(List<IpAddress> addresses, boolean secure) {
    Addresses {
      addresses = List.copyOf(addresses);
    }
  }

  Found of(Hostname domain) throws IOException {
    Name name = name(domain);
    Lookup.Answer answer = lookup.ask(name, Type.MX);
    List<MXRecord> records = new ArrayList<>(answer.as(MXRecord.class));
    if (records.isEmpty()) {
      return answer.exists()
          ? new Found(List.of(new Server(domain, answer.secure())), Optional.empty())
          : Found.never("5.1.2 there is no domain " + domain);
    }
    if (records.stream().allMatch(mx -> mx.getTarget().equals(Name.root))) { // RFC 7505
      return Found.never("5.1.10 " + domain + " takes no mail (null MX)");
    }
    Collections.shuffle(records);
    records.sort(Comparator.comparingInt(MXRecord::getPriority));
    List<Server> servers = new ArrayList<>();
    for (MXRecord mx : records) {
      String target = mx.getTarget().toString(true);
      if (servers.size() < MOST && Names.isHost(target)) {
        servers.add(new Server(Hostname.parse(target), answer.secure()));
      }
    }
    return servers.isEmpty()
        ? Found.never("5.4.4 no MX record of " + domain + " names a host")
        : new Found(servers, Optional.empty());
  }

  Addresses addresses(Hostname server) throws IOException {
    Name name = name(server);
    Lookup.Answer six = lookup.ask(name, Type.AAAA);
    Lookup.Answer four = lookup.ask(name, Type.A);
    List<IpAddress> addresses = new ArrayList<>();
    six.as(AAAARecord.class).forEach(aaaa -> addresses.add(parsed(aaaa.rdataToString())));
    four.as(ARecord.class).forEach(a -> addresses.add(parsed(a.rdataToString())));
    return new Addresses(addresses, six.secure() && four.secure());
  }

  static Name name(Hostname hostname) throws IOException {
    return Name.fromString(hostname.text() + ".");
  }

  private static IpAddress parsed(String rdata) {
    return IpAddress.parse(rdata);
  }
}
