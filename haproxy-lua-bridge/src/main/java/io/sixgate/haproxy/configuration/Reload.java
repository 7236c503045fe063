package io.sixgate.haproxy.configuration;

import io.sixgate.haproxy.runtime.RuntimeApi;
import io.sixgate.haproxy.runtime.RuntimeApiException;
import io.sixgate.haproxy.runtime.RuntimeSocket;
import io.sixgate.haproxy.runtime.Worker;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;

/** A reload of HAProxy, by its master's socket. */
final class Reload {
  private static final long LOOK_AGAIN_MILLIS = 20;

  /** So many answers in a row come from the new worker only if the old one listens no more. */
  private static final int SURE = 10;

  private final HaproxySettings settings;
  private final RuntimeApi api;
  private final RuntimeSocket master;

  Reload(HaproxySettings settings, RuntimeApi api) {
    this.settings = settings;
    this.api = api;
    this.master = new RuntimeSocket(settings.masterSocket(), settings.patience());
  }

  /**
   * Whether the master was asked to reload. For a moment after a start or a reload it does not take
   * connections, though its socket is there.
   */
  boolean ask() throws InterruptedException {
    long deadline = System.nanoTime() + settings.patience().toNanos();
    while (Files.exists(settings.masterSocket()) && System.nanoTime() - deadline < 0) {
      try {
        master.ask("reload");
        return true;
      } catch (RuntimeApiException e) {
        if (e.kind() != RuntimeApiException.Kind.UNREACHABLE) {
          return true; // it begins anew, and may drop the connection without a word
        }
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
    }
    return false;
  }

  /** What came of a reload. */
  enum Outcome {
    /** A new worker runs from the text. */
    LOADED,
    /** HAProxy was restarted meanwhile, and from another text: this one was not tried. */
    RESTARTED,
    /** In time there was no worker that runs from the text. */
    NOT_LOADED
  }

  /**
   * Waits for a new worker that runs from this text. A request that the master took just before it
   * began anew is lost, and is then made again.
   *
   * @param before who answered before the request; perhaps one that the reload before this one has
   *     already replaced, so that the one that replaced it is another, too, and runs from the
   *     former text
   */
  Outcome await(Worker before, int reloadsBefore, ConfigurationDigest digest, String text)
      throws InterruptedException {
    long started = System.nanoTime();
    long asked = started;
    int loaded = 0;
    int others = 0;
    while (System.nanoTime() - started < settings.reloadPatience().toNanos()) {
      try {
        // For a moment both listen on the socket, and either may take the next connection.
        boolean another = !api.worker().equals(before);
        boolean runs = another && runsFrom(digest, text);
        loaded = runs ? loaded + 1 : 0;
        others = another && !runs ? others + 1 : 0;
      } catch (RuntimeApiException betweenTwoWorkers) {
        loaded = 0;
        others = 0;
      }
      if (loaded == SURE) {
        return Outcome.LOADED;
      }
      if (others >= SURE && isRestarted(reloadsBefore)) {
        return Outcome.RESTARTED;
      }
      if (System.nanoTime() - asked > settings.patience().toNanos() / 2) {
        asked = System.nanoTime();
        if (reloads() == reloadsBefore) {
          ask();
        }
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
    }
    return Outcome.NOT_LOADED;
  }

  /** A master that was started anew counts from 0. */
  private boolean isRestarted(int reloadsBefore) {
    int reloads = reloads();
    return reloads >= 0 && reloads <= reloadsBefore;
  }

  private boolean runsFrom(ConfigurationDigest digest, String text) throws RuntimeApiException {
    return api.environment(digest.variable()).equals(digest.find(text));
  }

  /** How often the master was reloaded, failures included; -1 if it does not say. */
  int reloads() {
    // #<PID>          <type>          <reloads>       <uptime>        <version>
    // 8356            master          1 [failed: 0]   0d00h00m02s     2.6.12-1+deb12u4
    try {
      // The master keeps the connection after an answer, unlike a worker.
      for (String line : master.ask("show proc;quit")) {
        String[] words = line.split(" +");
        if (words.length > 2 && words[1].equals("master")) {
          return Integer.parseInt(words[2]);
        }
      }
    } catch (RuntimeApiException | NumberFormatException unknown) {
      return -1;
    }
    return -1;
  }
}
