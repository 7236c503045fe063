package io.sixgate.agent.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** By the kernel of this very machine. */
final class SysctlTest {
  @Test
  void aValueOfSeveralDigitsAndNumbersIsReadWhole() throws Exception {
    String range = Sysctl.read(Path.of("/proc"), "net.ipv4.ip_local_port_range");
    assertTrue(range.matches("[0-9]+\\s+[0-9]+"), range);
  }

  @Test
  void anEmptyValueIsEmpty() throws Exception {
    assertEquals("", Sysctl.read(Path.of("/proc"), "net.ipv4.ip_local_reserved_ports"));
  }
}
