package io.sixgate.agent.lock;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The right to run an agent, held by a lock on {@code RUN/AGENT.lock}; the file names the holder.
 *
 * <p>The file stays when the lock is given up: who removed it could remove the one that a successor
 * has just locked.
 */
public final class AgentLock implements Closeable {

  private final FileChannel channel;

  private AgentLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock without waiting.
   *
   * @param file made if absent; its folder must exist
   * @throws LockHeld if another process holds it
   * @throws java.nio.channels.OverlappingFileLockException if this process itself holds it
   * @throws IOException if the file cannot be opened or written
   */
  public static AgentLock take(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw held(file);
      }
      channel.truncate(0);
      String pid = ProcessHandle.current().pid() + "\n";
      channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
      return new AgentLock(channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Gives the lock up. */
  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static LockHeld held(Path file) throws IOException {
    return new LockHeld(file, Files.readString(file).strip());
  }
}
