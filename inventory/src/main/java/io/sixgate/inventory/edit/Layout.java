package io.sixgate.inventory.edit;

import java.util.List;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Where nodes and lines are in a text. Offsets count UTF-16 units, as {@link String} does. */
record Layout(String text) {

  /** The first character of the node; of an item of a block list, that behind the dash. */
  int start(Node node) {
    return offset(node.getStartMark().orElseThrow());
  }

  /**
   * Behind the last character of the node. Of a block list or map, that is the end of its last
   * value: its own end mark stands behind the comments and blank lines that follow.
   */
  int end(Node node) {
    if (node instanceof SequenceNode list && isBlock(list) && !list.getValue().isEmpty()) {
      return end(last(list.getValue()));
    }
    if (node instanceof MappingNode map && isBlock(map) && !map.getValue().isEmpty()) {
      NodeTuple tuple = last(map.getValue());
      return Math.max(end(tuple.getKeyNode()), end(tuple.getValueNode()));
    }
    return offset(node.getEndMark().orElseThrow());
  }

  private int offset(Mark mark) {
    return text.offsetByCodePoints(0, mark.getIndex());
  }

  static boolean isBlock(CollectionNode<?> node) {
    return node.getFlowStyle() != FlowStyle.FLOW;
  }

  static <T> T last(List<T> items) {
    return items.get(items.size() - 1);
  }

  /** How the texts of a list are quoted; decided by its first. */
  static ScalarStyle quotes(SequenceNode list) {
    for (Node item : list.getValue()) {
      Node text =
          item instanceof MappingNode map && !map.getValue().isEmpty()
              ? map.getValue().get(0).getValueNode()
              : item;
      if (text instanceof ScalarNode scalar && scalar.getScalarStyle() != ScalarStyle.LITERAL) {
        return scalar.getScalarStyle();
      }
    }
    return ScalarStyle.PLAIN;
  }

  int lineStart(int offset) {
    return text.lastIndexOf('\n', offset - 1) + 1;
  }

  /** Where the line's break starts, or the end of the text. */
  int lineEnd(int offset) {
    int feed = text.indexOf('\n', offset);
    if (feed < 0) {
      return text.length();
    }
    return feed > offset && text.charAt(feed - 1) == '\r' ? feed - 1 : feed;
  }

  /** The start of the next line, or the end of the text. */
  int nextLine(int offset) {
    int feed = text.indexOf('\n', offset);
    return feed < 0 ? text.length() : feed + 1;
  }

  /** As {@link #nextLine}, for the end of a node: a block scalar ends where a line starts. */
  int lineBehind(int end) {
    return end > 0 && end == lineStart(end) ? end : nextLine(end);
  }

  boolean isSameLine(int one, int other) {
    return lineStart(one) == lineStart(other);
  }

  boolean isFirstOnLine(int offset) {
    return text.substring(lineStart(offset), offset).isBlank();
  }

  String indentation(int column) {
    return " ".repeat(column);
  }

  int column(int offset) {
    return offset - lineStart(offset);
  }

  /** The line break that the file uses. */
  String newline() {
    return text.contains("\r\n") ? "\r\n" : "\n";
  }

  /** Whole lines that are put in front of the line at the offset, or behind the last one. */
  Splice lines(int at, List<String> lines) {
    String joined = String.join(newline(), lines);
    boolean unfinished = at == text.length() && at > 0 && text.charAt(at - 1) != '\n';
    return Splice.insert(at, unfinished ? newline() + joined : joined + newline());
  }

  /** Whole lines that go; a file without a last line break stays one. */
  Splice withoutLines(int from, int to) {
    boolean unfinished = to == text.length() && to > 0 && text.charAt(to - 1) != '\n';
    return Splice.delete(unfinished && from > 0 ? lineEnd(lineStart(from - 1)) : from, to);
  }

  /** Behind the comment lines that follow without a gap and are indented deeper than the column. */
  int behindComments(int lineStart, int column) {
    int at = lineStart;
    while (at < text.length()) {
      String line = text.substring(at, lineEnd(at));
      int indentation = line.length() - line.stripLeading().length();
      if (!line.stripLeading().startsWith("#") || indentation <= column) {
        break;
      }
      at = nextLine(at);
    }
    return at;
  }

  /**
   * The comma between two places that have only blanks and comments between them; −1 if there is
   * none.
   */
  int comma(int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c == ',') {
        return i;
      }
      if (c == '#') {
        i = lineEnd(i);
      }
    }
    return -1;
  }
}
