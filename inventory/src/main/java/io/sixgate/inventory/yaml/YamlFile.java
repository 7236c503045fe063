package io.sixgate.inventory.yaml;

import io.sixgate.inventory.model.Place;
import io.sixgate.inventory.model.Problem;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/** Reads one file. */
public final class YamlFile {
  /** The largest file that is read, in bytes. */
  public static final int MOST_BYTES = 1 << 20;

  /**
   * Every plain scalar stays a text: numbers and words are told apart where they are wanted, and
   * not by a regex each.
   */
  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setSchema(new FailsafeSchema())
          .setAllowDuplicateKeys(true)
          .setAllowNonScalarKeys(true)
          .build();

  private YamlFile() {}

  /**
   * Reads the bytes as one YAML document.
   *
   * @param file as places are to name it
   * @return the document; empty if the file is unusable as a whole, and then exactly one problem
   *     says why
   */
  public static Optional<YamlValue> read(byte[] bytes, String file, Consumer<Problem> problems) {
    return text(bytes, file, problems)
        .flatMap(text -> compose(text, file, problems))
        .map(node -> new YamlValue(node, "", new YamlContext(file, problems)));
  }

  /**
   * The bytes as text, without a byte order mark; positions of nodes count its characters.
   *
   * @return empty if it is too large or not UTF-8, and then exactly one problem says so
   */
  public static Optional<String> text(byte[] bytes, String file, Consumer<Problem> problems) {
    if (bytes.length > MOST_BYTES) {
      problems.accept(tooLarge(file, bytes.length));
      return Optional.empty();
    }
    return decode(bytes, file, problems);
  }

  /**
   * The text as the nodes of one YAML document, with their positions.
   *
   * @return empty if the file is unusable as a whole, and then exactly one problem says why
   */
  public static Optional<Node> compose(String text, String file, Consumer<Problem> problems) {
    try {
      Optional<Node> root =
          new Composer(
                  SETTINGS,
                  new StrictParser(new ParserImpl(SETTINGS, new StreamReader(SETTINGS, text))))
              .getSingleNode();
      if (root.isEmpty()) {
        problems.accept(
            whole(new Place(file, 1, 1), "it is empty", "write what belongs in it, or remove it"));
      }
      return root;
    } catch (StrictParser.Refused e) {
      problems.accept(whole(place(file, e.mark()), e.reason(), e.remedy()));
    } catch (MarkedYamlEngineException e) {
      problems.accept(syntax(file, e));
    } catch (ReaderException e) {
      problems.accept(badCharacter(text, e.getPosition(), file));
    } catch (YamlEngineException e) {
      problems.accept(
          whole(new Place(file, 1, 1), "it is not YAML (" + e.getMessage() + ")", "mend it"));
    }
    return Optional.empty();
  }

  /** The problem of a file that is not even read because of its size. */
  public static Problem tooLarge(String file, long bytes) {
    return whole(
        new Place(file, 1, 1),
        "it has " + bytes + " bytes, of at most " + MOST_BYTES,
        "split it into one file per host");
  }

  private static Problem whole(Place place, String reason, String remedy) {
    return new Problem(place, "", "", reason, remedy);
  }

  private static Place place(String file, Optional<Mark> mark) {
    return mark.map(at -> new Place(file, at.getLine() + 1, at.getColumn() + 1))
        .orElse(new Place(file, 1, 1));
  }

  private static Optional<String> decode(byte[] bytes, String file, Consumer<Problem> problems) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    String text = out.flip().toString();
    if (result.isError()) {
      problems.accept(
          whole(
              placeAt(text, text.length(), file),
              String.format("its byte 0x%02x is not UTF-8", bytes[in.position()]),
              "save it in UTF-8"));
      return Optional.empty();
    }
    return Optional.of(text.startsWith("\ufeff") ? text.substring(1) : text);
  }

  private static Problem badCharacter(String text, int codePointIndex, String file) {
    int at =
        text.offsetByCodePoints(0, Math.min(codePointIndex, text.codePointCount(0, text.length())));
    String shown = at < text.length() ? String.format("U+%04X", text.codePointAt(at)) : "character";
    return whole(
        placeAt(text, at, file), "it has the control character " + shown, "remove that character");
  }

  private static Place placeAt(String text, int at, String file) {
    int lineStart = text.lastIndexOf('\n', at - 1) + 1;
    int line = 1 + (int) text.substring(0, lineStart).chars().filter(c -> c == '\n').count();
    return new Place(file, line, 1 + text.codePointCount(lineStart, at));
  }

  private static Problem syntax(String file, MarkedYamlEngineException e) {
    Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
    // e.g. context "while parsing a flow sequence", problem "expected ',' or ']', but got <stream
    // end>"
    String context = e.getContext() == null ? "" : e.getContext() + ", ";
    return whole(
        place(file, mark),
        "it is not YAML: " + context + oneLine(e.getProblem()),
        "mend the syntax at this place");
  }

  private static String oneLine(String text) {
    return text == null ? "" : text.strip().replaceAll("\\s+", " ");
  }
}
