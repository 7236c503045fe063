package io.sixgate.forward.jump;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.forward.InventoryFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SshdConfigurationTest {
  private static final String GATEWAY =
      """
      addresses: [192.0.2.1, '2001:db8:ff::1']
      provider-prefixes: ['2001:db8::/32']
      customer-prefixes: ['2001:db8:a::/48', '2001:db8:b::/48']
      """;
  private static final JumpSettings SETTINGS =
      new JumpSettings(
          Path.of("/var/lib/sixgate/jump"),
          Path.of("/usr/sbin/sshd"),
          Path.of("/usr/share/sixgate/ssh-jump/key-lookup"),
          List.of("systemctl"),
          Duration.ofSeconds(5));

  @TempDir Path folder;

  private Optional<String> rendered(String more) throws Exception {
    return SshdConfiguration.render(
        new InventoryFolder(folder, GATEWAY + more).read().gateway(), SETTINGS);
  }

  @Test
  void itListensOnEachAddressOfTheGateway() throws Exception {
    String text = rendered("jump: { port: 2222 }\n").orElseThrow();
    assertTrue(text.contains("\nListenAddress 192.0.2.1:2222\n"), text);
    assertTrue(text.contains("\nListenAddress [2001:db8:ff::1]:2222\n"), text);
  }

  @Test
  void itsHostKeysAreThoseThatSystemdHandsToItsUnit() throws Exception {
    assertEquals(
        List.of(
            "HostKey /run/credentials/sixgate-jump.service/ssh_host_ed25519_key",
            "HostKey /run/credentials/sixgate-jump.service/ssh_host_rsa_key"),
        rendered("jump: { port: 2222 }\n")
            .orElseThrow()
            .lines()
            .filter(line -> line.startsWith("HostKey "))
            .toList());
  }

  @Test
  void withoutJumpThereIsNone() throws Exception {
    assertEquals(Optional.empty(), rendered(""));
  }

  @Test
  void aRunningServerTellsInItsGreetingWhichTextItHasRead() throws Exception {
    String text = rendered("jump: { port: 2222 }\n").orElseThrow();
    Optional<String> digest = SshdConfiguration.digestOf(text);
    assertEquals(
        digest,
        SshdConfiguration.digestIn("SSH-2.0-OpenSSH_9.2p1 sixgate-" + digest.orElseThrow()));
    assertNotEquals(
        digest, SshdConfiguration.digestOf(rendered("jump: { port: 2223 }\n").orElseThrow()));
    assertEquals(Optional.empty(), SshdConfiguration.digestIn("SSH-2.0-OpenSSH_9.2p1 Debian-2"));
    assertEquals(Optional.empty(), SshdConfiguration.digestIn("220 smtp.example ESMTP"));
  }
}
