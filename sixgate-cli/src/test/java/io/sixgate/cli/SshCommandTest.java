package io.sixgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SshCommandTest {
  private static final String WEB1 = "address: 2001:db8:a::80 # the shop\n";
  private static final String GATEWAY =
      """
      addresses: [192.0.2.1, '2001:db8:ff::1']
      domain: gw.provider.example
      provider-prefixes: ['2001:db8::/32']
      customer-prefixes: ['2001:db8:a::/48', '2001:db8:b::/48']
      """;

  @TempDir private Path inventory;
  private Path used;

  @BeforeEach
  void anInventoryOfTwoCustomers() throws IOException {
    used = inventory.resolve("ssh-ports.used");
    gateway("ssh-ports: 22000-22999\n");
    write("acme/customer.yaml", "prefixes: ['2001:db8:a::/48']\n");
    write("umbra/customer.yaml", "prefixes: ['2001:db8:b::/48']\n");
    write("acme/web1.yaml", WEB1);
    write("umbra/web1.yaml", "address: 2001:db8:b::80\n");
  }

  private void gateway(String more) throws IOException {
    write("gateway.yaml", GATEWAY + more);
  }

  private void write(String file, String text) throws IOException {
    Files.createDirectories(inventory.resolve(file).getParent());
    Files.writeString(inventory.resolve(file), text);
  }

  private String read(String file) throws IOException {
    return Files.readString(inventory.resolve(file));
  }

  private TypedCommand ssh(String action, String... arguments) {
    return TypedCommand.run(
        Stream.concat(
                Stream.of("ssh", action, "--inventory", inventory.toString()), Stream.of(arguments))
            .toArray(String[]::new));
  }

  @Test
  void aCustomerWithPortsOfHisOwnGetsThoseAndNobodyElseDoes() throws IOException {
    gateway("ssh-ports: 22000-22002\n");
    write("acme/customer.yaml", "prefixes: ['2001:db8:a::/48']\nports: [22000-22001, 20000]\n");
    write("acme/web2.yaml", "address: 2001:db8:a::81\n");
    ssh("allot", "umbra/web1").expect(0, "umbra/web1: port 22002\n", "");
    ssh("allot", "acme/web1");
    ssh("allot", "acme/web2");
    assertTrue(read("acme/web1.yaml").matches("(?s).*port: 2200[01] }\n"), read("acme/web1.yaml"));
    assertTrue(read("acme/web2.yaml").matches("(?s).*port: 2200[01] }\n"), read("acme/web2.yaml"));
  }

  @Test
  void theSameHostGetsTheSamePortEverywhereAndKeepsIt() throws IOException {
    ssh("allot", "acme/web1").expect(0, "acme/web1: port 22649\n", "");
    assertEquals(WEB1 + "ssh: { port: 22649 }\n", read("acme/web1.yaml"));
    ssh("allot", "acme/web1").expect(0, "acme/web1 has port 22649\n", "");
    assertTrue(read("ssh-ports.used").endsWith("\n22649 acme/web1 " + today() + "\n"));
    ssh("allot", "acme/web1", "--json")
        .expect(
            0,
            """
            {
              "host" : "acme/web1",
              "port" : 22649,
              "written" : false
            }
            """,
            "");
  }

  @Test
  void aPortOfAHostThatIsGoneGoesToNoOtherHostButToThatHostAgain() throws IOException {
    gateway("ssh-ports: 22000-22001\n");
    ssh("allot", "acme/web1");
    String port = read("acme/web1.yaml").substring(WEB1.length());
    Files.delete(inventory.resolve("acme/web1.yaml"));
    ssh("allot", "umbra/web1");
    assertFalse(read("umbra/web1.yaml").contains(port));
    write("acme/web1.yaml", WEB1);
    ssh("allot", "acme/web1");
    assertEquals(WEB1 + port, read("acme/web1.yaml"));
  }

  @Test
  void whenEveryPortWasGivenOnceItSaysWhichCanBeTakenAndTakesItIfAsked() throws IOException {
    gateway("ssh-ports: 22000-22001\n");
    write("ssh-ports.used", "22000 acme/old 2026-01-02\n22001 acme/older 2026-01-01\n");
    ssh("allot", "acme/web1")
        .expect(
            1,
            "",
            "sixgate: each of ssh-ports (22000-22001) is or was some host's; widen ssh-ports in"
                + " gateway.yaml, or give --reuse to take 22001, which was acme/older's from"
                + " 2026-01-01\n");
    ssh("allot", "acme/web1", "--reuse").expect(0, "acme/web1: port 22001\n", "");
  }

  @Test
  void portsWrittenByHandAreRememberedAndAnotherCanBeAskedFor() throws IOException {
    write("umbra/web1.yaml", "address: 2001:db8:b::80\nssh: { port: 22650 }\n");
    ssh("allot", "acme/web1");
    ssh("allot", "acme/web1", "--again").expect(0, "acme/web1: port 22651\n", "");
    List<String> lines = Files.readAllLines(used);
    assertEquals("22649 acme/web1 " + today(), lines.get(2));
    assertEquals("22650 umbra/web1 " + today(), lines.get(3));
    assertEquals("22651 acme/web1 " + today(), lines.get(4));
  }

  @Test
  void aPortThatTwoHostsClaimIsTakenByNeither() throws IOException {
    write("umbra/web1.yaml", "address: 2001:db8:b::80\nssh: { port: 22649 }\n");
    write("umbra/web2.yaml", "address: 2001:db8:b::81\nforwards: [{ ports: 22649 }]\n");
    write("acme/web2.yaml", "address: 2001:db8:a::81\nssh: { port: 22649 }\n");
    ssh("allot", "acme/web1").expect(0, "acme/web1: port 22650\n", "");
  }

  @Test
  void aDryRunShowsBothFilesAndWritesNeither() throws IOException {
    TypedCommand dry = ssh("allot", "acme/web1", "--dry-run");
    assertEquals(0, dry.exitCode());
    assertTrue(dry.out().startsWith("--- /dev/null\n+++ b/ssh-ports.used\n"), dry.out());
    assertTrue(
        dry.out()
            .endsWith(
                """
                --- a/acme/web1.yaml
                +++ b/acme/web1.yaml
                @@ -1,1 +1,2 @@
                 address: 2001:db8:a::80 # the shop
                +ssh: { port: 22649 }
                """),
        dry.out());
    assertEquals(WEB1, read("acme/web1.yaml"));
    assertFalse(Files.exists(used));
  }

  @Test
  void whatIsInTheWayIsSaid() throws IOException {
    write("ssh-ports.used", "# kept\n22101 acme/web1\n");
    ssh("allot", "acme/web1")
        .expect(
            1,
            "",
            "ssh-ports.used:2:1: \"22101 acme/web1\" is wrong because it is not PORT CUSTOMER/HOST"
                + " DATE; write e.g. 22101 acme/web1 2026-11-25; after a merge of git both sides'"
                + " lines stay\nnothing was written\n");
    Files.delete(used);
    write("acme/web1.yaml", "address: 2001:db8:f::80\n");
    ssh("allot", "acme/web1")
        .expect(
            1,
            "",
            "acme/web1.yaml:1:1: ssh.port: \"22668\" is wrong because it would not be served, for"
                + " other problems of the host or its customer; mend those first; \"sixgate check\""
                + " shows them\nnothing was written\n");
    assertEquals(1, ssh("allot", "acme/absent").exitCode());
    gateway("");
    ssh("allot", "umbra/web1")
        .expect(
            1,
            "",
            "sixgate: gateway.yaml has no ssh-ports, so there is nothing to choose from; write e.g."
                + " ssh-ports: 22000-22999\n");
  }

  @Test
  void theWaysToAHostAreReadyToBeTyped() throws IOException {
    gateway("dns: { zone-server: '[::1]:5300' }\njump: { port: 2222 }\n");
    write(
        "acme/web1.yaml",
        WEB1
            + "ssh:\n  port: 22649\n  keys: [ssh-ed25519"
            + " AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl]\n");
    ssh("show", "acme/web1", "--user", "root")
        .expect(
            0,
            """
            # by its port on the gateway
            ssh -p 22649 root@ssh.web1.acme.gw.provider.example

                Host web1.acme
                    HostName ssh.web1.acme.gw.provider.example
                    Port 22649
                    HostKeyAlias web1.acme
                    User root

            # through the jump host
            ssh -J jump@gw.provider.example:2222 root@2001:db8:a::80

                Host web1.acme-jump
                    HostName 2001:db8:a::80
                    Port 22
                    HostKeyAlias web1.acme
                    User root
                    ProxyJump jump@gw.provider.example:2222

            # straight, for clients with IPv6
            ssh root@web1.acme.gw.provider.example

                Host web1.acme-ipv6
                    HostName web1.acme.gw.provider.example
                    Port 22
                    HostKeyAlias web1.acme
                    User root

            """,
            "");
    assertTrue(ssh("show", "acme/web1", "--json").out().contains("\"ssh -p 22649 ssh.web1.acme"));
  }

  @Test
  void withoutZonesAndPortTheAddressesAreShownAndHowToGetAPort() throws IOException {
    TypedCommand shown = ssh("show", "umbra/web1");
    assertEquals(0, shown.exitCode());
    assertTrue(shown.out().contains("ssh 2001:db8:b::80\n"), shown.out());
    assertTrue(shown.out().endsWith("sixgate ssh allot umbra/web1\n"), shown.out());
  }

  private static LocalDate today() {
    return LocalDate.now(ZoneOffset.UTC);
  }
}
