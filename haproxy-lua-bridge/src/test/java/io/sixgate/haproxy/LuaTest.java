package io.sixgate.haproxy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class LuaTest {

  @TestFactory
  Stream<DynamicTest> pureFunctionsOfSixgateLua() throws Exception {
    return script("sixgate_test.lua");
  }

  @TestFactory
  Stream<DynamicTest> everyProtocolBeforeTlsOverAFakeChannel() throws Exception {
    return script("preamble_test.lua");
  }

  private static Stream<DynamicTest> script(String name) throws Exception {
    Command.need("lua5.3");
    return Lines.tests(
        Command.run(List.of("lua5.3", "src/test/lua/" + name, Cases.LUA.toString())));
  }

  @Test
  void luacheckFindsNothing() throws Exception {
    Command.need("luacheck");
    Command command = Command.run(List.of("luacheck", "--no-color", "src"));
    assertEquals(0, command.status(), command.output());
  }
}
