package io.sixgate.nat64.jool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.agent.command.Command;
import io.sixgate.agent.command.CommandResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JoolInspectionTest {
  @Test
  void withoutAnInstanceThatIsSaid() throws Exception {
    JoolInspection found = JoolInspection.of(new FakeJool());
    assertEquals(new JoolInspection(Optional.of("4.1.9.0"), false, List.of(), List.of()), found);
  }

  @Test
  void anInstanceOfOursHasNoEntryOutsidePool4(@TempDir Path folder) throws Exception {
    FakeJool jool = new FakeJool();
    Path file = folder.resolve("jool.json");
    Files.writeString(
        file,
        JoolText.of(
            JoolContract.state(
                "2001:db8:64:64::/96",
                2999,
                JoolContract.bib(JoolContract.DNS, JoolContract.HOST))));
    jool.run(List.of("file", "handle", file.toString()));
    JoolInspection found = JoolInspection.of(jool);
    assertTrue(found.present());
    assertEquals(List.of(), found.strays());
  }

  @Test
  void anEntryWhosePortIsInNoRowIsNamed() throws Exception {
    JoolProgram answers =
        arguments -> {
          List<String> words = new ArrayList<>(arguments);
          words.removeAll(List.of("-i", "sixgate", "--csv", "--no-headers", "--numeric"));
          String output =
              switch (String.join(" ", words)) {
                case "--version" -> "4.1.9.0";
                case "global display" ->
                    "pool6,2001:db8:64:64::/96\nmanually-enabled,TRUE\nlogging-bib,FALSE";
                case "pool4 display --udp" -> "2,UDP,192.0.2.1,20000,20000,1,0";
                case "bib display --udp" ->
                    """
                    UDP,2001:db8:a::80,53,192.0.2.1,20000,1
                    UDP,2001:db8:a::80,54,192.0.2.1,20001,1
                    """;
                default -> "";
              };
          return new CommandResult(Command.of(arguments), 0, output, "");
        };
    JoolInspection found = JoolInspection.of(answers);
    assertEquals(List.of("UDP 192.0.2.1#20001"), found.strays());
  }

  @Test
  void aCommandThatDoesNotRunIsAFailureAndNoException() throws Exception {
    JoolInspection found =
        JoolInspection.of(
            arguments -> {
              throw new IOException("could not be started");
            });
    assertFalse(found.present());
    assertEquals(Optional.empty(), found.version());
    assertEquals(1, found.failures().size());
  }
}
