package io.sixgate.inventory.edit;

import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A list with each item behind a dash. */
final class BlockList {
  private final Layout layout;
  private final SequenceNode list;
  private final int column;

  BlockList(Layout layout, SequenceNode list) {
    this.layout = layout;
    this.list = list;
    this.column = layout.column(layout.start(list));
  }

  /** Where the dashes stand. */
  int column() {
    return column;
  }

  List<Splice> add(EntryValue entry, EntryText text) {
    Node last = Layout.last(list.getValue());
    List<String> lines = hasFlowMaps() ? List.of("- " + text.flow(entry)) : text.block(entry);
    return List.of(layout.lines(layout.lineBehind(layout.end(last)), indented(lines, column)));
  }

  static List<String> indented(List<String> lines, int column) {
    return lines.stream().map(line -> " ".repeat(column) + line).toList();
  }

  private boolean hasFlowMaps() {
    return list.getValue().stream()
        .filter(MappingNode.class::isInstance)
        .map(MappingNode.class::cast)
        .reduce((first, second) -> second)
        .filter(map -> !Layout.isBlock(map))
        .isPresent();
  }

  /** One of several items, with its lines. */
  List<Splice> remove(int index) {
    return List.of(layout.withoutLines(dashLine(index), behind(index)));
  }

  /** The last item, and the key with it unless that would lose or orphan a comment. */
  List<Splice> removeOnly(Node key, boolean keyMayGo) {
    int keyLine = layout.lineStart(layout.start(key));
    int dashLine = dashLine(0);
    int behind = behind(0);
    int colon = layout.text().indexOf(':', layout.end(key));
    boolean bare =
        keyMayGo
            && layout.isFirstOnLine(layout.start(key))
            && layout.text().substring(colon + 1, dashLine).isBlank()
            && layout.behindComments(behind, layout.column(layout.start(key))) == behind;
    if (bare) {
      return List.of(layout.withoutLines(keyLine, behind));
    }
    List<Splice> splices = new ArrayList<>();
    splices.add(Splice.insert(colon + 1, " []"));
    splices.add(layout.withoutLines(dashLine, behind));
    return splices;
  }

  private int behind(int index) {
    return layout.lineBehind(layout.end(list.getValue().get(index)));
  }

  /** The dash may stand alone on a line above its item. */
  private int dashLine(int index) {
    int line = layout.lineStart(layout.start(list.getValue().get(index)));
    int first = index == 0 ? layout.start(list) : layout.end(list.getValue().get(index - 1));
    while (line > first && !isDash(line)) {
      line = layout.lineStart(line - 1);
    }
    return line;
  }

  private boolean isDash(int line) {
    int at = line + column;
    return at < layout.text().length()
        && layout.text().charAt(at) == '-'
        && layout.text().substring(line, at).isBlank();
  }
}
