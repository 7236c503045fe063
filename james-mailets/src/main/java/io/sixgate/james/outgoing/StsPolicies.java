package io.sixgate.james.outgoing;

import io.sixgate.inventory.net.Hostname;
import io.sixgate.james.dns.Lookup;
import io.sixgate.james.outgoing.KeptPolicies.Kept;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.Name;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/**
 * The policies of domains, each kept as long as it says: who can suppress the DNS record for a
 * while cannot suppress the policy (RFC 8461, section 5.1), nor can a restart.
 */
final class StsPolicies {
  private static final Logger LOG = LoggerFactory.getLogger(StsPolicies.class);
  private static final int MOST = 10_000;

  /** Where a policy is fetched. */
  @FunctionalInterface
  interface Source {
    /** The text of the domain's policy file. */
    String fetch(Hostname domain) throws IOException;
  }

  /** Section 3.1: {@code "v=STSv1; id=20160831085700Z;"}. */
  private static final Pattern ANNOUNCEMENT =
      Pattern.compile(
          "v=STSv1[ \\t]*;(.*;)?[ \\t]*id[ \\t]*=[ \\t]*([A-Za-z0-9]{1,32})[ \\t]*(;.*)?");

  private final Lookup lookup;
  private final Source source;
  private final InstantSource clock;
  private final KeptPolicies disk;
  private final Map<Hostname, Kept> kept;

  /**
   * @param disk where the policies of a former process are, and those of this one will be
   */
  StsPolicies(Lookup lookup, Source source, KeptPolicies disk, InstantSource clock)
      throws IOException {
    this.lookup = lookup;
    this.source = source;
    this.disk = disk;
    this.clock = clock;
    this.kept = new ConcurrentHashMap<>(disk.load(clock.instant()));
  }

  /** The policy in force; empty if the domain has none, or none that can be had. */
  Optional<StsPolicy> of(Hostname domain) {
    Instant now = clock.instant();
    Kept known = kept.get(domain);
    if (known != null && known.until().isBefore(now)) {
      kept.remove(domain);
      known = null;
    }
    Optional<String> id = announced(domain);
    if (id.isPresent() && (known == null || !known.id().equals(id.get()))) {
      Optional<StsPolicy> fetched = fetched(domain);
      if (fetched.isPresent()) {
        known = new Kept(id.get(), fetched.get(), now.plus(fetched.get().maxAge()));
        if (kept.size() >= MOST) {
          kept.values().removeIf(each -> each.until().isBefore(now));
        }
        if (kept.size() < MOST) {
          kept.put(domain, known);
          disk.add(domain, known);
        }
      }
    }
    return Optional.ofNullable(known).map(Kept::policy);
  }

  /** The id of what the domain announces; several announcements are none. */
  private Optional<String> announced(Hostname domain) {
    try {
      Name name = Name.fromString("_mta-sts." + domain.text() + ".");
      String found = null;
      for (TXTRecord record : lookup.ask(name, Type.TXT).as(TXTRecord.class)) {
        String text = String.join("", record.getStrings());
        Matcher announcement = ANNOUNCEMENT.matcher(text);
        if (announcement.matches()) {
          if (found != null) {
            return Optional.empty();
          }
          found = announcement.group(2);
        }
      }
      return Optional.ofNullable(found);
    } catch (IOException e) {
      return Optional.empty(); // a policy that is kept stays in force
    }
  }

  private Optional<StsPolicy> fetched(Hostname domain) {
    try {
      Optional<StsPolicy> policy = StsPolicy.parse(source.fetch(domain));
      if (policy.isEmpty()) {
        LOG.warn("mta-sts-policy-invalid domain={}", domain);
      }
      return policy;
    } catch (IOException e) {
      LOG.warn("mta-sts-policy-not-fetched domain={} text={}", domain, e.getMessage());
      return Optional.empty();
    }
  }
}
