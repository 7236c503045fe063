package io.sixgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** What a command line printed, and its exit code. */
record TypedCommand(int exitCode, String out, String err) {
  static TypedCommand run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Sixgate.commandLine();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    int exitCode = line.execute(arguments);
    return new TypedCommand(exitCode, out.toString(), err.toString());
  }

  TypedCommand expect(int exitCode, String out, String err) {
    assertEquals(new TypedCommand(exitCode, out, err), this);
    return this;
  }
}
