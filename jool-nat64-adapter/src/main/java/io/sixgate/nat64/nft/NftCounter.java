package io.sixgate.nat64.nft;

import java.util.Locale;

/** What the table counts, in packets. */
public enum NftCounter {
  /** From addresses that are no customer's, or for which the pool has no room. */
  REFUSED_SOURCES,
  /** To addresses that nobody may reach. */
  REFUSED_DESTINATIONS,
  /** To port 25. */
  REFUSED_SMTP,
  /** Above a share's number of sessions. */
  REFUSED_SESSIONS,
  /** From clients whom a forward does not allow. */
  REFUSED_CLIENTS,
  /** To the pool, and of no session. */
  UNSOLICITED;

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As in the status, e.g. {@code refused-smtp}. */
  public String count() {
    return text().replace('_', '-');
  }
}
