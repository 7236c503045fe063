package io.sixgate.agent.lock;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * The right to run an agent, held by a lock on {@code RUN/AGENT.lock}; the file names the holder.
 *
 * <p>The file stays when the lock is given up: who removed it could remove the one that a successor
 * has just locked.
 */
public final class AgentLock implements Closeable {

  private final Path file;
  private FileChannel channel;
  private Object key;

  private AgentLock(Path file) throws IOException {
    this.file = file;
    lock();
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
    return new AgentLock(file);
  }

  /**
   * Takes the lock anew, and makes its folder anew, if somebody removed the file: another process
   * could take it there and run beside this one.
   *
   * @return whether it was removed
   * @throws LockHeld if another process was faster; this one holds nothing of worth any more
   * @throws IOException if the folder cannot be made
   */
  public boolean renew() throws IOException {
    if (isInPlace()) {
      return false;
    }
    FileChannel former = channel;
    Files.createDirectories(file.toAbsolutePath().getParent());
    lock();
    former.close();
    return true;
  }

  private boolean isInPlace() throws IOException {
    try {
      return keyOf(file).equals(key);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private void lock() throws IOException {
    FileChannel fresh = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = fresh.tryLock();
      if (lock == null) {
        throw new LockHeld(file, Files.readString(file).strip());
      }
      fresh.truncate(0);
      String pid = ProcessHandle.current().pid() + "\n";
      fresh.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
      key = keyOf(file);
      channel = fresh;
    } catch (IOException e) {
      fresh.close();
      throw e;
    }
  }

  /** Device and inode. */
  private static Object keyOf(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
  }

  /** Gives the lock up. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
