package io.sixgate.james.spool;

import java.io.IOException;

/** The way to destinations: to customers' primaries, or to the internet's mail servers. */
@FunctionalInterface
public interface Delivery {
  /**
   * Reaches a destination, or finds out that it cannot be reached. May block; it is called on a
   * thread of the spool's own.
   *
   * <p>What is known to fail for good (a domain that does not exist, say) is no exception: it is a
   * handover that answers each recipient by 5xx.
   *
   * @param first the envelope of the message that will be handed over first
   * @throws IOException if the destination cannot be reached now: all that waits for it goes on
   *     waiting, and the text is what the operator reads
   */
  Handover open(Destination destination, Envelope first) throws IOException;
}
