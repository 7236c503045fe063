package io.sixgate.inventory.files;

import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * What stat says of a file; equal stamps mean equal content unless the older was not settled.
 *
 * @param key device and inode
 * @param settled whether a later change is bound to give another stamp
 */
record Stamp(long modifiedNanos, long size, Object key, boolean settled) {
  /**
   * A file that changed less than this before it was looked at may change again within the same
   * tick of the kernel's clock (up to 10 ms) and keep its time and size, so its stamp proves
   * nothing ("racy git").
   */
  private static final long RACY_MILLIS = 50;

  static Stamp of(BasicFileAttributes attributes, Clock clock) {
    long modified = attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
    boolean settled = clock.millis() - attributes.lastModifiedTime().toMillis() > RACY_MILLIS;
    return new Stamp(modified, attributes.size(), attributes.fileKey(), settled);
  }

  boolean same(Stamp other) {
    return settled
        && modifiedNanos == other.modifiedNanos
        && size == other.size
        && Objects.equals(key, other.key);
  }

  Stamp unsettled() {
    return new Stamp(modifiedNanos, size, key, false);
  }
}
