package io.sixgate.james.smtp;

/** How a server is told who the client is. */
public sealed interface Announcement {
  /** Not at all. */
  record None() implements Announcement {}

  /** By a PROXY header of version 1 or 2 before anything else. */
  record Proxy(ClientIdentity client, int version) implements Announcement {
    public Proxy {
      if (version != 1 && version != 2) {
        throw new IllegalArgumentException("no PROXY protocol of version " + version);
      }
    }
  }

  /**
   * By Postfix's XCLIENT command after EHLO, if the server offers it to us.
   *
   * @param forms what is known of servers, shared by all sessions
   */
  record Xclient(ClientIdentity client, MappedForms forms) implements Announcement {}

  Announcement NONE = new None();
}
