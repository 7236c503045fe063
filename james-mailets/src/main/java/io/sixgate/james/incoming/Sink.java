package io.sixgate.james.incoming;

import io.sixgate.james.smtp.Reply;

/** Where a message goes, line by line, as it comes. */
interface Sink {
  /** Some of the message, without doubled dots. What goes wrong with it is told by {@link #end}. */
  void write(byte[] bytes, int from, int to);

  /** It was all of it: what the sender is answered. */
  Reply end();

  /** It will not end, or must not count. */
  void abandon();
}
