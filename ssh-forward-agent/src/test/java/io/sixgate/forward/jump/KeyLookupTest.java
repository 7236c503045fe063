package io.sixgate.forward.jump;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sixgate.agent.command.Command;
import io.sixgate.agent.command.CommandResult;
import io.sixgate.agent.command.CommandRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program that sshd runs, with what sshd hands to it and with what it never should. */
final class KeyLookupTest {
  private static final String ALICE =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl";

  @TempDir Path folder;

  private String lookup(String fingerprint) throws Exception {
    CommandResult result =
        CommandRunner.standard()
            .run(Command.of("/bin/sh", "src/main/jump/key-lookup", folder.toString(), fingerprint));
    result.orThrow();
    return result.output();
  }

  @Test
  void aKeyIsFoundByItsFingerprint() throws Exception {
    JumpKey key = JumpKey.of(ALICE + " alice");
    Files.writeString(folder.resolve(key.file()), "restrict " + ALICE + "\n");
    assertEquals("restrict " + ALICE, lookup(key.file().replace('_', '/')).strip());
  }

  @Test
  void anyOtherPrintsNothingAndLeadsOutOfTheFolderNowhere() throws Exception {
    Files.writeString(folder.resolveSibling("secret"), "secret\n");
    Files.writeString(folder.resolve("plain"), "secret\n");
    for (String odd :
        new String[] {
          "SHA256:absent",
          "plain",
          "",
          "MD5:00:11",
          "SHA256:/../secret",
          "../secret",
          "SHA256:*",
          "-"
        }) {
      assertEquals("", lookup(odd), odd);
    }
    Files.delete(folder.resolveSibling("secret"));
  }
}
