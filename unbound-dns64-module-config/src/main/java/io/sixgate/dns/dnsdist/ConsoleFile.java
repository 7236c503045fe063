package io.sixgate.dns.dnsdist;

import io.sixgate.agent.file.FileReplacer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * Where dnsdist's console is, and the key to it: made once, readable by dnsdist and root only. Who
 * has the key can do all that dnsdist can.
 */
public final class ConsoleFile {
  private static final int KEY_BYTES = 32; // crypto_secretbox_KEYBYTES of libsodium

  private ConsoleFile() {}

  /** Writes the file if it is absent or for another address; the key stays what it was. */
  public static void make(DnsdistSettings settings) throws IOException {
    Path file = settings.consoleFile();
    String first = "controlSocket(" + LuaText.quoted(settings.console().toString()) + ")";
    Optional<String> before =
        Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    if (before.filter(text -> text.startsWith(first + "\n")).isPresent()) {
      return;
    }
    String key =
        before
            .flatMap(text -> text.lines().filter(line -> line.startsWith("setKey(")).findFirst())
            .orElseGet(() -> "setKey(" + LuaText.quoted(newKey()) + ")");
    if (before.isEmpty()) {
      // Empty first, so that at no time somebody else can read the key.
      FileReplacer.withMode(file, "rw-------").replace(out -> {});
      giveTo(file, settings.group());
    }
    FileReplacer.withMode(file, "rw-r-----").replace(out -> out.write(first + "\n" + key + "\n"));
  }

  private static void giveTo(Path file, String group) throws IOException {
    try {
      GroupPrincipal members =
          file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByGroupName(group);
      Files.getFileAttributeView(file, PosixFileAttributeView.class).setGroup(members);
    } catch (UserPrincipalNotFoundException e) {
      throw new IOException(
          "there is no group "
              + group
              + ", so dnsdist could not read "
              + file
              + "; install dnsdist, or give --dnsdist-group",
          e);
    }
  }

  private static String newKey() {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return Base64.getEncoder().encodeToString(key);
  }
}
