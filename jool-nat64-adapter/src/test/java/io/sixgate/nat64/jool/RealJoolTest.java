package io.sixgate.nat64.jool;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sixgate.agent.command.Command;
import io.sixgate.agent.command.CommandRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** By the kernel's module; it is loaded on a machine for tests only, so there nothing is harmed. */
final class RealJoolTest extends JoolContract {
  @Override
  JoolProgram program() throws Exception {
    assumeTrue(
        Files.isDirectory(Path.of("/sys/module/jool")) && isForTests(),
        "Jool is not loaded, or an instance of Sixgate is at work");
    return arguments -> {
      List<String> command = new ArrayList<>(List.of("jool"));
      command.addAll(arguments);
      return CommandRunner.standard().run(Command.of(command));
    };
  }

  private static boolean isForTests() throws Exception {
    return CommandRunner.standard()
            .run(Command.of("jool", "-i", "sixgate", "global", "display"))
            .status()
        != 0;
  }

  @AfterEach
  void removeTheInstance() throws Exception {
    if (Files.isDirectory(Path.of("/sys/module/jool"))) {
      CommandRunner.standard().run(Command.of("jool", "instance", "remove", "sixgate"));
    }
  }
}
