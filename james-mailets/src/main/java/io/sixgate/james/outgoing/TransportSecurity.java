package io.sixgate.james.outgoing;

import io.sixgate.inventory.net.Hostname;
import io.sixgate.james.dns.Lookup;
import io.sixgate.james.smtp.Authorities;
import io.sixgate.james.smtp.DaneCheck;
import io.sixgate.james.smtp.TlsPolicy;
import io.sixgate.james.smtp.TlsaRecord;
import io.sixgate.james.smtp.TrustedNames;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.xbill.DNS.Name;
import org.xbill.DNS.TLSARecord;
import org.xbill.DNS.Type;

/**
 * How a connection to a mail server has to be secured: by DANE (RFC 7672) where DNSSEC proves the
 * way there, else by the domain's MTA-STS policy (RFC 8461, section 2: DANE goes first), else by
 * TLS if the server offers it.
 */
final class TransportSecurity {
  private final Lookup lookup;
  private final StsPolicies policies;
  private final Authorities authorities;

  TransportSecurity(Lookup lookup, StsPolicies policies, Authorities authorities) {
    this.lookup = lookup;
    this.policies = policies;
    this.authorities = authorities;
  }

  /**
   * @param domain of the recipients
   * @throws IOException if the server must not be used now
   */
  TlsPolicy towards(Hostname domain, MailServers.Server server, MailServers.Addresses addresses)
      throws IOException {
    if (server.secure() && addresses.secure()) {
      Optional<TlsPolicy> dane = dane(domain, server.name());
      if (dane.isPresent()) {
        return dane.get();
      }
    }
    Optional<StsPolicy> policy = policies.of(domain).filter(StsPolicy::enforced);
    if (policy.isEmpty()) {
      return TlsPolicy.OPPORTUNISTIC;
    }
    if (!policy.get().names(server.name())) {
      throw new IOException(
          "MTA-STS: the policy of %s does not name its server %s".formatted(domain, server.name()));
    }
    return TlsPolicy.verified(new TrustedNames(authorities, Set.of(server.name())));
  }

  private Optional<TlsPolicy> dane(Hostname domain, Hostname server) throws IOException {
    Lookup.Answer answer = lookup.ask(Name.fromString("_25._tcp." + server + "."), Type.TLSA);
    List<TLSARecord> records = answer.as(TLSARecord.class);
    if (!answer.secure() || records.isEmpty()) {
      return Optional.empty();
    }
    List<TlsaRecord> usable =
        records.stream()
            .map(
                found ->
                    new TlsaRecord(
                        found.getCertificateUsage(),
                        found.getSelector(),
                        found.getMatchingType(),
                        HexFormat.of().formatHex(found.getCertificateAssociationData())))
            .filter(TlsaRecord::isUsable)
            .toList();
    // Records of which none is usable still say that there is TLS (RFC 7672, section 2.2).
    return Optional.of(
        usable.isEmpty()
            ? TlsPolicy.REQUIRED
            : TlsPolicy.verified(new DaneCheck(usable, Set.of(server, domain))));
  }
}
