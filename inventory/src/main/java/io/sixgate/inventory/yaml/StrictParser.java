package io.sixgate.inventory.yaml;

import java.util.Optional;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.parser.Parser;

/**
 * Stops at the first event of a kind that the inventory has no use for, before anything is built
 * from it.
 */
final class StrictParser implements Parser {
  private static final int MOST_DEPTH = 16;

  private final Parser parser;
  private int depth;
  private int documents;

  StrictParser(Parser parser) {
    this.parser = parser;
  }

  @Override
  public boolean checkEvent(Event.ID choice) {
    return parser.checkEvent(choice);
  }

  @Override
  public Event peekEvent() {
    return parser.peekEvent();
  }

  @Override
  public boolean hasNext() {
    return parser.hasNext();
  }

  @Override
  public Event next() {
    Event event = parser.next();
    if (event instanceof AliasEvent) {
      throw new Refused(
          event,
          "it has an alias (*name), which could make a small file huge",
          "write the value out");
    }
    if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
      throw new Refused(
          event, "it has an anchor (&name), which is of no use without aliases", "leave it out");
    }
    if (event instanceof ScalarEvent scalar) {
      check(scalar);
    }
    if (event instanceof CollectionStartEvent start) {
      check(start);
    }
    if (event instanceof CollectionEndEvent) {
      depth--;
    }
    if (event instanceof DocumentStartEvent && ++documents > 1) {
      throw new Refused(event, "a second document starts here", "write one document per file");
    }
    return event;
  }

  private static void check(ScalarEvent scalar) {
    if (scalar.getTag().isPresent()) {
      throw tagged(scalar);
    }
    if (scalar.isPlain() && scalar.getValue().equals("<<")) {
      throw new Refused(scalar, "it has a merge key (<<)", "write the keys out");
    }
  }

  private void check(CollectionStartEvent start) {
    if (start.getTag().isPresent()) {
      throw tagged(start);
    }
    if (++depth > MOST_DEPTH) {
      throw new Refused(
          start, "it is nested deeper than " + MOST_DEPTH + " levels", "write it flatter");
    }
  }

  private static Refused tagged(Event event) {
    return new Refused(event, "it has a tag (!name)", "leave the tag out");
  }

  /** Why a file is not used any further. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Optional<Mark> mark;
    private final String reason;
    private final String remedy;

    Refused(Event event, String reason, String remedy) {
      super(reason);
      this.mark = event.getStartMark();
      this.reason = reason;
      this.remedy = remedy;
    }

    Optional<Mark> mark() {
      return mark;
    }

    String reason() {
      return reason;
    }

    String remedy() {
      return remedy;
    }
  }
}
