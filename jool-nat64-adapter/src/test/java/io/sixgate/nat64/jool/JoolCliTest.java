package io.sixgate.nat64.jool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.agent.command.Command;
import io.sixgate.agent.command.CommandResult;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What Jool prints, cut off, or otherwise not as it should be. */
final class JoolCliTest {
  private static JoolCli printing(String text) {
    return new JoolCli(arguments -> new CommandResult(Command.of("jool"), 0, text, ""));
  }

  @Test
  void aNumberOfSessionsBelowZeroIsNone() throws Exception {
    assertEquals(
        0L, printing("JSTAT_SESSIONS,18446744073709551614\n").statistics().get("JSTAT_SESSIONS"));
  }

  @Test
  void aLineThatIsCutOffIsSaid() {
    IOException failure =
        assertThrows(IOException.class, () -> printing("pool6,2001:db8:64:64::/96\n").read());
    assertTrue(failure.getMessage().contains("is it version 4.1?"), failure.getMessage());
  }

  @Test
  void withoutItsModuleJoolIsNotTakenForOneWithoutAnInstance() {
    JoolCli cli =
        new JoolCli(
            arguments ->
                new CommandResult(
                    Command.of("jool"),
                    253,
                    "",
                    "Error: Jool's socket family doesn't seem to exist."));
    IOException failure = assertThrows(IOException.class, cli::read);
    assertTrue(failure.getMessage().contains("socket family"), failure.getMessage());
  }
}
