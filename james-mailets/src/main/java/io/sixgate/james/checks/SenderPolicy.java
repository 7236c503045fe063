package io.sixgate.james.checks;

import io.sixgate.inventory.net.IpAddress;
import io.sixgate.james.dns.Lookup;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.james.jspf.core.DNSRequest;
import org.apache.james.jspf.core.DNSService;
import org.apache.james.jspf.core.DNSServiceEnabled;
import org.apache.james.jspf.core.MacroExpand;
import org.apache.james.jspf.core.MacroExpandEnabled;
import org.apache.james.jspf.core.SPFCheckEnabled;
import org.apache.james.jspf.core.exceptions.TimeoutException;
import org.apache.james.jspf.executor.SynchronousSPFExecutor;
import org.apache.james.jspf.impl.DNSServiceXBillImpl;
import org.apache.james.jspf.impl.DefaultTermsFactory;
import org.apache.james.jspf.impl.SPF;
import org.apache.james.jspf.parser.RFC4408SPF1Parser;
import org.apache.james.jspf.wiring.WiringServiceTable;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Whether a domain lets a client send in its name: SPF (RFC 7208), by jSPF. */
final class SenderPolicy {
  private final SPF spf;

  SenderPolicy(Lookup lookup) {
    // As jSPF's own constructor does, but that it asks in turn, on the thread of the one who waits.
    DNSService dns = new Dns(lookup);
    MacroExpand macros = new MacroExpand(dns);
    WiringServiceTable parts = new WiringServiceTable();
    parts.put(DNSServiceEnabled.class, dns);
    parts.put(MacroExpandEnabled.class, macros);
    this.spf =
        new SPF(
            dns,
            new RFC4408SPF1Parser(new DefaultTermsFactory(parts)),
            macros,
            new SynchronousSPFExecutor(dns));
    parts.put(SPFCheckEnabled.class, spf);
  }

  /**
   * Asks the sender's domain; of the null sender the name that the client calls itself.
   *
   * @return {@code pass}, {@code fail}, {@code softfail}, {@code neutral}, {@code none}, {@code
   *     temperror} or {@code permerror}
   */
  String ask(IpAddress client, String sender, String helo) {
    return spf.checkSPF(client.toString(), sender, helo).getResult();
  }

  /** jSPF's questions, to our resolver. */
  private record Dns(Lookup lookup) implements DNSService {
    private static final Map<Integer, Integer> TYPES =
        Map.of(
            DNSRequest.A, Type.A,
            DNSRequest.AAAA, Type.AAAA,
            DNSRequest.MX, Type.MX,
            DNSRequest.PTR, Type.PTR,
            DNSRequest.TXT, Type.TXT,
            DNSRequest.SPF, Type.SPF);

    private static final int MOST_TERMS_WITH_QUESTIONS = 10; // RFC 7208, section 4.6.4

    @Override
    public List<String> getRecords(DNSRequest request) throws TimeoutException {
      try {
        Name name = Name.fromString(request.getHostname(), Name.root);
        List<Record> found = lookup.ask(name, TYPES.get(request.getRecordType())).records();
        return DNSServiceXBillImpl.convertRecordsToList(found.toArray(Record[]::new));
      } catch (TextParseException e) {
        return null; // no such name can be; "nothing found" in jSPF's words
      } catch (IOException e) {
        throw new TimeoutException(e.getMessage());
      }
    }

    @Override
    public CompletionStage<List<String>> getRecordsAsync(DNSRequest request) {
      return CompletableFuture.failedFuture(
          new UnsupportedOperationException("asked in turn only"));
    }

    /** For the macro %{r}, in explanations: we show none. */
    @Override
    public List<String> getLocalDomainNames() {
      return List.of("unknown");
    }

    @Override
    public void setTimeOut(int seconds) {
      // The lookup has its own.
    }

    @Override
    public int getRecordLimit() {
      return MOST_TERMS_WITH_QUESTIONS;
    }

    @Override
    public void setRecordLimit(int limit) {
      // It is the standard's.
    }
  }
}
