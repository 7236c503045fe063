package io.sixgate.james.spool;

import java.io.IOException;

/** A file of the spool that is not what was written. */
public final class CorruptFile extends IOException {
  private static final long serialVersionUID = 1L;

  CorruptFile(String message) {
    super(message);
  }
}
