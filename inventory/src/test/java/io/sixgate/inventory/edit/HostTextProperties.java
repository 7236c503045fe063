package io.sixgate.inventory.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sixgate.inventory.model.ClientAddressMode;
import io.sixgate.inventory.net.EndpointName;
import io.sixgate.inventory.net.Port;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Layouts as people write them, by the thousand. */
class HostTextProperties {
  private static final EndpointName NEW = EndpointName.parse("new.acme.example");
  private static final Pattern COMMENT = Pattern.compile("# remark [0-9]+");

  @Property(tries = 5000)
  void addingAndThenRemovingGivesTheSameBytes(@ForAll long seed) throws EditRefused {
    Random random = new Random(seed);
    String before = new RandomHostFile(random).text();
    String added = parsed(before).add(entry(random));
    String after = parsed(added).remove(NEW);
    assertEquals(before, after, () -> "by way of:\n" + added);
  }

  @Property(tries = 2000)
  void addingKeepsEveryLineAndEveryComment(@ForAll long seed) throws EditRefused {
    Random random = new Random(seed);
    String before = new RandomHostFile(random).text();
    String after = parsed(before).add(entry(random));
    Matcher comments = COMMENT.matcher(before);
    while (comments.find()) {
      assertTrue(after.contains(comments.group()), () -> before + "became\n" + after);
    }
    long changed = before.lines().filter(line -> !after.lines().toList().contains(line)).count();
    assertTrue(changed <= 1, () -> before + "became\n" + after);
  }

  @Property(tries = 2000)
  void removingEveryEndpointOneByOneLosesNoCommentOnALineOfItsOwn(@ForAll long seed)
      throws EditRefused {
    Random random = new Random(seed);
    RandomHostFile file = new RandomHostFile(random);
    String before = file.text();
    String now = before;
    for (String name : file.names()) {
      now = parsed(now).remove(EndpointName.parse(name));
    }
    for (String line : before.lines().toList()) {
      if (line.strip().startsWith("# remark")) {
        String last = now;
        assertTrue(now.contains(line.strip()), () -> before + "became\n" + last);
      }
    }
  }

  @Property(tries = 5000)
  void whateverIsCutOffOrMadeUpIsRefusedOrEditedCleanly(@ForAll long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder(new RandomHostFile(random).text());
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(3)) {
        case 0 -> text.setLength(at + 1);
        case 1 -> text.deleteCharAt(at);
        default -> text.insert(at, "-:,[]{}#\"' \n&*!?|>%\t".charAt(random.nextInt(20)));
      }
      if (text.length() == 0) {
        return;
      }
    }
    try {
      String added = parsed(text.toString()).add(entry(random));
      parsed(added); // still YAML
      assertTrue(added.length() > text.length());
    } catch (EditRefused e) {
      assertTrue(e.problem().toString().contains(" is wrong because "));
    }
  }

  private static HostText parsed(String text) throws EditRefused {
    return HostText.of(text.getBytes(StandardCharsets.UTF_8), "acme/web1.yaml");
  }

  private static EndpointEntry entry(Random random) {
    return random.nextBoolean()
        ? EndpointEntry.of(NEW)
        : new EndpointEntry(
            NEW,
            random.nextBoolean() ? List.of("http", "https") : List.of(),
            Optional.of(ClientAddressMode.PROXY_V2),
            random.nextBoolean() ? Map.of("https", new Port(8443)) : Map.of());
  }
}
