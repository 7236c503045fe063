package io.sixgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FtpCommandTest {
  @TempDir private Path inventory;

  @BeforeEach
  void aGateway() throws IOException {
    write(
        "gateway.yaml",
        """
        addresses: [192.0.2.1, '2001:db8:ff::1']
        provider-prefixes: ['2001:db8::/32']
        customer-prefixes: ['2001:db8:a::/48']
        """);
    write("acme/customer.yaml", "prefixes: ['2001:db8:a::/48']\n");
  }

  @Test
  void theLinesOfOneServerArePrintedReadyForItsFile() throws IOException {
    host("{ ports: 20500-20549 }");
    assertEquals(
        """
        # proftpd: /etc/proftpd/conf.d/sixgate.conf
        UseIPv6 on
        MasqueradeAddress 192.0.2.1
        PassivePorts 20500 20549
        """,
        ftp("acme/web1", "--server=proftpd").out());
    assertTrue(ftp("acme/web1").out().contains("pasv_address=192.0.2.1\n"));
    assertEquals(
        "20549",
        ftp("acme/web1", "--json")
            .out()
            .replaceAll("(?s).*\"ports\" *: *\"20500-(\\d+)\".*", "$1"));
  }

  @Test
  void whatClientsOfAServerMustPutUpWithIsSaid() throws IOException {
    host("{ ports: 20500-20549 }");
    assertEquals(
        """
        # pure-ftpd: /etc/pure-ftpd/conf/NAME, a file for each line's first word
        # pure-ftpd refuses PASV on IPv6 connections, whatever ForcePassiveIP says: for clients with EPSV only
        PassivePortRange 20500 20549
        """,
        ftp("acme/web1", "--server=pure-ftpd").out());
    assertTrue(
        ftp("acme/web1", "--json", "--server=pure-ftpd").out().contains("refuses PASV on IPv6"));
  }

  @Test
  void aHostWithoutARangeIsToldWhatToAdd() throws IOException {
    host("{ ports: 20021, host-port: 21 }");
    TypedCommand typed = ftp("acme/web1");
    assertEquals(1, typed.exitCode());
    assertEquals(
        "sixgate: no range of TCP ports of the gateway leads to the same ports of acme/web1; add to"
            + " acme/web1.yaml, e.g.: forwards: [{ ports: 20500-20549 }]\n",
        typed.err());
  }

  @Test
  void ofSeveralRangesOneMustBeNamed() throws IOException {
    host("{ ports: 20500-20549 }, { ports: 20600-20649 }");
    assertTrue(
        ftp("acme/web1")
            .err()
            .startsWith(
                "sixgate: several ranges lead to acme/web1, so say which by --ports: 20500-20549 (acme/web1.yaml:2:"),
        ftp("acme/web1").err());
    assertTrue(ftp("acme/web1", "--ports=20600-20649").out().contains("pasv_min_port=20600\n"));
    assertEquals(2, ftp("acme/web1", "--ports=20600-1").exitCode());
  }

  @Test
  void anUnknownServerIsRefusedWithTheKnownOnes() throws IOException {
    host("{ ports: 20500-20549 }");
    TypedCommand typed = ftp("acme/web1", "--server=iis");
    assertEquals(2, typed.exitCode());
    assertTrue(typed.err().contains("none of vsftpd, proftpd, pure-ftpd"), typed.err());
  }

  private void host(String forwards) throws IOException {
    write("acme/web1.yaml", "address: 2001:db8:a::80\nforwards: [" + forwards + "]\n");
  }

  private void write(String file, String text) throws IOException {
    Files.createDirectories(inventory.resolve(file).getParent());
    Files.writeString(inventory.resolve(file), text);
  }

  private TypedCommand ftp(String... arguments) {
    return TypedCommand.run(
        Stream.concat(Stream.of("ftp", "--inventory", inventory.toString()), Stream.of(arguments))
            .toArray(String[]::new));
  }
}
