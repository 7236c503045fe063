package io.sixgate.james.spool;

import java.io.IOException;
import java.io.OutputStream;

/** Writes a message, headers and body, lines ended by CRLF, without doubled dots. */
@FunctionalInterface
public interface Content {
  void writeTo(OutputStream out) throws IOException;
}
