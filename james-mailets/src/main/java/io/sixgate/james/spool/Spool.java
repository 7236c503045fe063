package io.sixgate.james.spool;

import io.sixgate.james.smtp.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands stored messages to their destinations, and says what waits. */
public final class Spool implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
  private static final long TICK_MILLIS = 250;

  private final MessageStore store;
  private final SpoolSettings settings;
  private final Delivery delivery;
  private final Attempt attempt;
  private final Clock clock;
  private final Counters counters = new Counters();
  private final Lanes lanes = new Lanes();
  private final Crews crews;
  private final ScheduledExecutorService ticker;
  private final ClockJumps jumps;
  private volatile boolean started;
  private volatile boolean closed;

  /** Nothing is handed over before {@link #start}. */
  public Spool(
      String name,
      MessageStore store,
      SpoolSettings settings,
      Delivery delivery,
      Undeliverable undeliverable,
      Clock clock) {
    this.store = store;
    this.settings = settings;
    this.delivery = delivery;
    this.clock = clock;
    this.jumps = new ClockJumps(clock.instant());
    this.attempt = new Attempt(store, settings, undeliverable, counters, clock);
    this.crews = new Crews(name, settings);
    this.ticker = Executors.newSingleThreadScheduledExecutor(Threads.named(name + "-clock"));
  }

  /** Takes up what is on disk, before anything is stored. */
  public void start() throws IOException {
    for (StoredMessage message : store.load()) {
      counters.traffic().add(message.destination(), Traffic.NONE);
      enter(
          new Waiting(
              message, store.progress(message).within(settings.longestWait(), clock.instant())));
    }
    started = true;
    // tick() throws nothing.
    var unused =
        ticker.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /**
   * Stores a message, and begins to hand it over as soon as it is safe.
   *
   * @throws SpoolFull if there is no room; nothing is left of it
   */
  public StoredMessage store(Destination destination, Envelope envelope, Content content)
      throws IOException {
    return store(Map.of(destination, envelope), content).get(0);
  }

  /**
   * Stores a message for several destinations, all of it or nothing: its sender repeats what was
   * not taken, and none may get it twice. Nothing is sent before all is safe.
   */
  public List<StoredMessage> store(Map<Destination, Envelope> parts, Content content)
      throws IOException {
    if (!started) {
      throw new IllegalStateException("what is stored before the start would be taken up twice");
    }
    List<StoredMessage> stored = new ArrayList<>();
    try {
      for (Map.Entry<Destination, Envelope> part : parts.entrySet()) {
        stored.add(store.put(part.getKey(), part.getValue(), content));
      }
    } catch (IOException | RuntimeException e) {
      stored.forEach(attempt::forget);
      if (e instanceof SpoolFull) {
        counters.full(clock.instant());
      }
      throw e;
    }
    counters.stored.addAndGet(stored.size());
    stored.forEach(message -> counters.traffic().add(message.destination(), received(message)));
    stored.forEach(message -> enter(new Waiting(message, Progress.NONE)));
    return stored;
  }

  private static Traffic received(StoredMessage message) {
    return Traffic.received(Volume.of(message.size(), message.envelope().recipients().size()));
  }

  private void enter(Waiting waiting) {
    dispatch(lanes.add(waiting, clock.instant()));
  }

  private void tick() {
    try {
      Instant now = clock.instant();
      crews.adapt();
      if (jumps.isSetBack(now)) {
        flush(); // else what waits for a time would wait for it for long
      }
      for (Lane lane : lanes.all()) {
        lane.advance(now);
        for (String id : lane.olderThan(now.minus(settings.giveUpAfter()))) {
          lane.seize(id)
              .ifPresent(
                  waiting -> crews.execute(Lane.Reach.DOWN, () -> attempt.expire(lane, waiting)));
        }
        dispatch(lane);
        lanes.forgetIfIdle(lane.destination, now);
      }
    } catch (RuntimeException e) {
      LOG.error("the queue was not looked through; it is tried again", e);
    }
  }

  private void dispatch(Lane lane) {
    if (closed) {
      return;
    }
    Lane.Reach reach = lane.reach();
    int most = settings.sessionsPerDestination();
    for (int hired = lane.hire(clock.instant(), most); hired > 0; hired--) {
      crews.execute(reach, () -> work(lane));
    }
  }

  /**
   * Hands over what is ready for one destination, over one connection, as long as there is some and
   * nobody else waits for the thread.
   */
  private void work(Lane lane) {
    Handover handover = null;
    try {
      for (Optional<Waiting> next = take(lane); next.isPresent(); next = another(lane)) {
        Waiting waiting = next.get();
        if (handover == null) {
          handover = reach(lane, waiting);
          if (handover == null) {
            return;
          }
        }
        if (!attempt.deliver(lane, waiting, handover)) {
          handover.close();
          handover = null;
        }
      }
    } catch (RuntimeException e) {
      LOG.error("the mail for {} stopped; it is tried again", lane.destination, e);
    } finally {
      if (handover != null) {
        handover.close();
      }
      lane.dismiss();
      dispatch(lane);
    }
  }

  private Optional<Waiting> another(Lane lane) {
    return crews.mayGoOn() ? take(lane) : Optional.empty();
  }

  private Optional<Waiting> take(Lane lane) {
    return closed ? Optional.empty() : lane.take(clock.instant());
  }

  private Handover reach(Lane lane, Waiting first) {
    try {
      Handover handover =
          delivery.open(lane.destination, first.message.envelope().to(first.pending()));
      found(lane);
      return handover;
    } catch (IOException | RuntimeException e) {
      lane.giveBack(first);
      lost(lane, String.valueOf(e.getMessage()));
      return null;
    }
  }

  /** Somebody else found that the destination answers: what waits for it goes at once. */
  public void found(Destination destination) {
    lanes.find(destination).ifPresent(this::found);
  }

  private void found(Lane lane) {
    if (lane.up()) {
      LOG.info("destination-up destination={}", lane.destination);
      dispatch(lane);
    }
  }

  /** Somebody else found that the destination does not answer. */
  public void lost(Destination destination, String because) {
    lost(lanes.findOrMake(destination), because);
  }

  private void lost(Lane lane, String because) {
    Lane.RetryWait wait =
        failures ->
            settings.destinations().after(failures, ThreadLocalRandom.current()::nextDouble);
    if (lane.down(because, clock.instant(), wait)) {
      LOG.warn("destination-down destination={} text={}", lane.destination, because);
    }
  }

  /** Whether it was found down and is being watched: nobody else need try it now. */
  public boolean isDown(Destination destination) {
    return lanes.find(destination).filter(lane -> lane.isDown(clock.instant())).isPresent();
  }

  public Counters counters() {
    return counters;
  }

  public MessageStore store() {
    return store;
  }

  /** All that waits, by destination and arrival. */
  public List<QueueEntry> entries() {
    return lanes.entries();
  }

  /** How many messages wait. */
  public int size() {
    return lanes.all().stream().mapToInt(Lane::size).sum();
  }

  /** What waits, by destination. */
  public List<Load> loads() {
    return lanes.all().stream().flatMap(lane -> lane.load().stream()).toList();
  }

  /** Destinations that cannot be reached, in order of name. */
  public List<Unreachable> down() {
    return lanes.down(clock.instant());
  }

  /** Tries everything now. Returns how many messages. */
  public int flush() {
    return lanes.all().stream().mapToInt(this::flush).sum();
  }

  /** Tries everything for a destination now. Returns how many messages. */
  public int flush(Destination destination) {
    return lanes.find(destination).map(this::flush).orElse(0);
  }

  private int flush(Lane lane) {
    int flushed = lane.flush();
    dispatch(lane);
    return flushed;
  }

  /**
   * Keeps a message from being handed over, or lets it go again. Returns whether it is there and
   * not under way just now.
   */
  public boolean hold(String id, boolean hold) throws IOException {
    Optional<Lanes.Seized> found = lanes.seize(id);
    if (found.isPresent()) {
      Lane lane = found.get().lane();
      Waiting waiting = found.get().waiting();
      Progress progress = waiting.progress.holding(hold);
      boolean saved = false;
      try {
        store.save(waiting.message, progress, true);
        saved = true;
      } finally {
        lane.putBack(waiting, saved ? progress : waiting.progress, clock.instant());
      }
      dispatch(lane);
    }
    return found.isPresent();
  }

  /** Gives a message up now. Returns whether it is there and not under way just now. */
  public boolean bounce(String id) {
    Reply reply = Reply.of(550, "5.7.1 given up by the operator");
    return lanes
        .seize(id)
        .map(found -> attempt.giveUp(found.lane(), found.waiting(), reply, false))
        .orElse(false);
  }

  /** The text of a message that waits. */
  public Optional<InputStream> open(String id) throws IOException {
    Optional<StoredMessage> found = lanes.message(id);
    return found.isPresent() ? Optional.of(store.open(found.get())) : Optional.empty();
  }

  /** Ends what is under way; all that is not done stays on disk. */
  @Override
  public void close() {
    closed = true;
    ticker.shutdownNow();
    crews.close();
  }
}
