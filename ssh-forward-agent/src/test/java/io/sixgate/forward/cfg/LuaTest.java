package io.sixgate.forward.cfg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sixgate.agent.command.Command;
import io.sixgate.agent.command.CommandRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LuaTest {
  private static final String LUA = "src/main/lua/forwards.lua";

  @Test
  void headersAreReadAndWrittenAsTheyShouldBe() throws Exception {
    assertEquals("ok\n", run("/usr/bin/lua5.3", "src/test/lua/forwards_test.lua", LUA));
  }

  @Test
  void luacheckFindsNothing() throws Exception {
    run("/usr/bin/luacheck", "-q", "src");
  }

  private static String run(String... words) throws Exception {
    assumeTrue(Files.isExecutable(Path.of(words[0])), words[0] + " is not installed");
    return new CommandRunner(Duration.ofMinutes(1), 1 << 16)
        .run(Command.of(List.of(words)))
        .orThrow();
  }
}
