package io.sixgate.cli;

import io.sixgate.agent.main.ExitCode;
import io.sixgate.agent.main.Version;
import io.sixgate.agent.status.StatusFile;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.WrongValueException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

@Command(
    name = "dns",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Prints the DNS records of a mail domain.",
    description =
        "For the customer's zone, as a zone file has them: MX of the relay, SPF with the addresses"
            + " from which the smarthost sends, the public half of each DKIM key, and DMARC.")
final class MailDnsCommand implements Callable<Integer> {
  @Mixin private Places places;

  @Parameters(
      paramLabel = "DOMAIN",
      converter = DomainArgument.class,
      description = "E.g. acme.example.")
  private Hostname domain;

  @Option(
      names = "--tlsa",
      description = {
        "And the TLSA record of the relay's certificate (DANE), for the zone of mail.name, which is"
            + " yours and not the customer's; of use where DNSSEC signs that zone.",
        "Publish it before the certificate with a new key is in place, and renew with the same key."
      })
  private boolean tlsa;

  @Option(names = "--json", description = "Print them as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Inventory inventory = places.read().orThrow();
    List<MailRecord> records =
        new ArrayList<>(MailRecords.of(domain, inventory, places.inventoryFolder()));
    if (tlsa) {
      records.add(RelayCertificate.record(inventory.gateway()));
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(StatusFile.json(records));
    } else {
      records.forEach(record -> out.println(record.line()));
    }
    out.flush();
    if (records.stream().noneMatch(record -> record.name().contains("._domainkey."))) {
      PrintWriter err = spec.commandLine().getErr();
      err.println(
          "sixgate: mail of %s is not signed: no key CUSTOMER/SELECTOR._domainkey.%s.pem in the inventory"
              .formatted(domain, domain));
      err.flush();
    }
    return ExitCode.OK;
  }

  /** Reads a domain. */
  static final class DomainArgument implements ITypeConverter<Hostname> {
    @Override
    public Hostname convert(String text) {
      try {
        return Hostname.parse(text);
      } catch (WrongValueException e) {
        throw new TypeConversionException("\"" + text + "\" is wrong because " + e.getMessage());
      }
    }
  }
}
