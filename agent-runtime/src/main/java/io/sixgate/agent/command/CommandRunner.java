package io.sixgate.agent.command;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Runs commands: no shell, {@code LC_ALL=C} so that their words are the ones we know, a deadline,
 * and a bound on what is kept of their output.
 *
 * @param timeout after which the program and what it started are killed
 * @param bound bytes kept of each of standard output and standard error; the rest is read and
 *     dropped
 */
public record CommandRunner(Duration timeout, int bound) {

  /** How long a background child of an ended program may hold its output open. */
  private static final Duration LATE_OUTPUT = Duration.ofSeconds(1);

  /** A runner with 10 s and 1 MiB. */
  public static CommandRunner standard() {
    return new CommandRunner(Duration.ofSeconds(10), 1 << 20);
  }

  /**
   * Runs a command to its end.
   *
   * @return its result, whatever its exit status
   * @throws CommandFailed if it could not be started or took longer than the timeout
   * @throws InterruptedException if the calling thread was interrupted; the program is killed
   */
  public CommandResult run(Command command) throws CommandFailed, InterruptedException {
    Process process = start(command);
    BoundedOutput output = BoundedOutput.of(process.getInputStream(), bound);
    BoundedOutput errors = BoundedOutput.of(process.getErrorStream(), bound);
    Thread input = feed(process, command.input());
    try {
      if (!process.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new CommandFailed(
            command,
            "no end after " + timeout.toMillis() + " ms, killed; output so far: " + errors.text());
      }
      output.await(LATE_OUTPUT);
      errors.await(LATE_OUTPUT);
      return new CommandResult(command, process.exitValue(), output.text(), errors.text());
    } finally {
      // For its children all of /proc is read; those of one that has ended are not found any more.
      if (process.isAlive()) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
      input.interrupt();
    }
  }

  private static Process start(Command command) throws CommandFailed {
    ProcessBuilder builder = new ProcessBuilder(command.arguments());
    builder.environment().put("LC_ALL", "C");
    builder.environment().putAll(command.environment());
    try {
      return builder.start();
    } catch (IOException e) {
      throw new CommandFailed(command, "could not be started: " + e.getMessage(), e);
    }
  }

  /** In a thread of its own: a program may write more than a pipe holds before it reads. */
  private static Thread feed(Process process, String text) {
    Thread thread = new Thread(() -> write(process, text), "command-input");
    thread.setDaemon(true);
    if (text.isEmpty()) {
      write(process, text);
    } else {
      thread.start();
    }
    return thread;
  }

  private static void write(Process process, String text) {
    try (OutputStream input = process.getOutputStream()) {
      input.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // The program ended without reading all; its exit status tells whether that is bad.
      return;
    }
  }
}
