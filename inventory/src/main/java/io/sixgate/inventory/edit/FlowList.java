package io.sixgate.inventory.edit;

import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** {@code [a, b]}, on one line or several. */
final class FlowList {
  private final Layout layout;
  private final SequenceNode list;
  private final int close;

  FlowList(Layout layout, SequenceNode list) {
    this.layout = layout;
    this.list = list;
    this.close = layout.end(list) - 1;
  }

  List<Splice> add(String item) {
    if (list.getValue().isEmpty()) {
      String inside = layout.text().substring(layout.start(list) + 1, close);
      // [ ] becomes [ a ]
      boolean padded = !inside.isEmpty() && inside.chars().allMatch(c -> c == ' ');
      return List.of(Splice.insert(close, item + (padded ? inside : "")));
    }
    Node last = Layout.last(list.getValue());
    int end = layout.end(last);
    int comma = layout.comma(end, close);
    boolean ownLine =
        layout.isFirstOnLine(layout.start(last)) && !layout.isSameLine(layout.start(last), close);
    if (!ownLine) {
      return List.of(
          comma < 0 ? Splice.insert(end, ", " + item) : Splice.insert(comma + 1, " " + item + ","));
    }
    String line = layout.newline() + layout.indentation(layout.column(layout.start(last))) + item;
    return comma < 0
        ? splices(Splice.insert(end, ","), Splice.insert(layout.lineEnd(end), line))
        : List.of(Splice.insert(layout.lineEnd(comma), line + ","));
  }

  private static List<Splice> splices(Splice first, Splice second) {
    return first.from() == second.from()
        ? List.of(Splice.insert(first.from(), first.text() + second.text()))
        : List.of(first, second);
  }

  List<Splice> remove(int index) {
    List<Node> items = list.getValue();
    int start = layout.start(items.get(index));
    int end = layout.end(items.get(index));
    boolean last = index == items.size() - 1;
    int next = last ? close : layout.start(items.get(index + 1));
    int comma = layout.comma(end, next);
    int behind = comma < 0 ? end : comma + 1;
    if (items.size() == 1) {
      boolean commented = layout.text().substring(end, close).contains("#");
      return List.of(Splice.delete(start, commented ? behind : close));
    }
    List<Splice> splices = new ArrayList<>();
    boolean ownLine = layout.isFirstOnLine(start) && !layout.isSameLine(behind, next);
    if (last && comma < 0) {
      int before = layout.comma(layout.end(items.get(index - 1)), start);
      if (!ownLine && layout.text().substring(before + 1, start).isBlank()) {
        return List.of(Splice.delete(before, end));
      }
      splices.add(Splice.delete(before, before + 1));
    }
    if (ownLine) {
      splices.add(Splice.delete(layout.lineStart(start), layout.nextLine(behind)));
    } else if (last && comma >= 0) {
      int before = layout.comma(layout.end(items.get(index - 1)), start);
      boolean blank = layout.text().substring(before + 1, start).isBlank();
      splices.add(Splice.delete(blank ? before + 1 : start, behind));
    } else if (last) {
      splices.add(Splice.delete(start, end));
    } else {
      // With its own comment, but without those on the lines up to the next item.
      splices.add(
          layout.isSameLine(behind, next)
              ? Splice.delete(start, next)
              : Splice.delete(blanksBefore(start), layout.lineEnd(behind)));
    }
    return splices;
  }

  private int blanksBefore(int offset) {
    int at = offset;
    while (at > 0 && layout.text().charAt(at - 1) == ' ') {
      at--;
    }
    return at;
  }
}
