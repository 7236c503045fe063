package io.sixgate.snmp.agent;

import io.sixgate.inventory.model.Label;
import io.sixgate.snmp.engine.Passphrases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Secrets in files of their own, which only who runs the agent may read.
 *
 * @param folder {@code /etc/sixgate/snmp}; need not exist
 */
record SecretFiles(Path folder) {
  /** No label, so that no user has it. */
  private static final String COMMUNITY = "v2c.community";

  private static final String STANDARD_COMMUNITY = "public";
  private static final int LEAST = 8; // RFC 3414, 11.2
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  /** Of SNMPv2c. That is for programs on the gateway alone, so there is one for all gateways. */
  String community(Consumer<String> problems) {
    Path file = folder.resolve(COMMUNITY);
    try {
      List<String> lines = read(file);
      if (lines.size() == 1 && !lines.get(0).isBlank()) {
        return lines.get(0);
      }
      problems.accept(file + ": has to be one line, the community; SNMPv2c knows \"public\"");
    } catch (NoSuchFileException none) {
      return STANDARD_COMMUNITY;
    } catch (IOException e) {
      problems.accept(e.getMessage());
    }
    return STANDARD_COMMUNITY;
  }

  /** Of a user of SNMPv3; empty if they cannot be used. */
  Optional<Passphrases> of(Label user, Consumer<String> problems) {
    Path file = folder.resolve(user.text());
    try {
      List<String> lines = read(file);
      if (lines.size() == 2 && lines.stream().allMatch(line -> line.length() >= LEAST)) {
        return Optional.of(new Passphrases(lines.get(0), lines.get(1)));
      }
      problems.accept(
          "%s: has to be two lines, the passphrase for authentication and the one for encryption, of %d characters at least; %s gets no answer"
              .formatted(file, LEAST, user));
    } catch (NoSuchFileException none) {
      problems.accept(
          "%s is missing, so %s gets no answer; write its two passphrases there, one a line, mode 0600"
              .formatted(file, user));
    } catch (IOException e) {
      problems.accept(e.getMessage() + "; " + user + " gets no answer");
    }
    return Optional.empty();
  }

  private static List<String> read(Path file) throws IOException {
    if (Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
      throw new IOException(
          file + " can be read by others and is not used; chmod 0600, and choose a new secret");
    }
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new IOException(file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
