package io.sixgate.snmp.engine;

import io.sixgate.agent.file.FileReplacer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snmp4j.mp.MPv3;
import org.snmp4j.smi.OctetString;

/**
 * By what those who ask over SNMPv3 know this agent, and how often it was started. Both in one
 * file: a counter that begins anew under a known name is taken for an attack (RFC 3414, 2.2.2), one
 * under a new name is not.
 *
 * @param id of five to thirty-two octets
 * @param boots 1 or more
 */
record EngineIdentity(OctetString id, int boots) {
  private static final int RANDOM_OCTETS = 8;

  // 80001370050011223344 17
  private static final Pattern FORM = Pattern.compile("((?:[0-9a-f]{2}){5,32}) ([0-9]{1,9})\\s*");

  /** That of the last start with one boot more, kept for the next; a new one if there was none. */
  static EngineIdentity next(Path file) throws IOException {
    EngineIdentity next = last(file);
    Files.createDirectories(file.toAbsolutePath().getParent());
    FileReplacer.withMode(file, "rw-------")
        .replace(
            out ->
                out.write(HexFormat.of().formatHex(next.id.getValue()) + " " + next.boots + "\n"));
    return next;
  }

  private static EngineIdentity last(Path file) throws IOException {
    try {
      Matcher text = FORM.matcher(Files.readString(file));
      if (text.matches()) {
        return new EngineIdentity(
            new OctetString(HexFormat.of().parseHex(text.group(1))),
            Integer.parseInt(text.group(2)) + 1);
      }
    } catch (NoSuchFileException firstStart) {
      // A new one, as if the file were damaged.
    }
    byte[] random = new byte[RANDOM_OCTETS];
    new SecureRandom().nextBytes(random);
    // Its form takes a text (RFC 3411, SnmpEngineID, 4).
    OctetString text = new OctetString(HexFormat.of().formatHex(random));
    return new EngineIdentity(new OctetString(MPv3.createLocalEngineID(text)), 1);
  }
}
