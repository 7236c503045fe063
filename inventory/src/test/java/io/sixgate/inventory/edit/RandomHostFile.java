package io.sixgate.inventory.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A valid host file in a layout that is left to chance. Every comment in it is another. */
final class RandomHostFile {
  private final Random random;
  private final List<String> names = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private int remarks;

  RandomHostFile(Random random) {
    this.random = random;
    write();
  }

  String text() {
    return text.toString();
  }

  List<String> names() {
    return names;
  }

  private void write() {
    gap(0);
    List<Runnable> keys =
        new ArrayList<>(
            List.of(
                this::address,
                () -> text.append("ssh: { port: 22101 }").append(end()),
                () -> text.append("zones:\n- acme.example").append(end())));
    if (chance(4)) {
      keys.add(random.nextInt(keys.size() + 1), random.nextBoolean() ? this::block : this::flow);
    }
    keys.forEach(Runnable::run);
    String finished = text.toString();
    if (!chance(3)) {
      finished = finished.stripTrailing();
    }
    if (!chance(3)) {
      finished = finished.replace("\n", "\r\n");
    }
    text.setLength(0);
    text.append(chance(9) ? "" : "\ufeff").append(finished);
  }

  private void address() {
    if (chance(2)) {
      text.append("address: 2001:db8:a::80").append(end());
    } else {
      String indent = " ".repeat(random.nextInt(5));
      text.append("address:").append(end());
      text.append(indent).append("- 2001:db8:a::80").append(end());
      text.append(indent).append("- 2001:db8:a::81").append(end());
    }
    gap(random.nextInt(4));
  }

  private void block() {
    String indent = " ".repeat(random.nextInt(5));
    text.append("endpoints:").append(end());
    for (int i = random.nextInt(4); i >= 0; i--) {
      gap(indent.length());
      text.append(indent).append("- ");
      if (chance(2)) {
        text.append(name()).append(end());
      } else if (chance(1)) {
        text.append("{ name: ").append(name()).append(", services: [http] }").append(end());
      } else {
        text.append("name: ").append(name()).append(end());
        text.append(indent).append("  services:").append(end());
        text.append(indent).append("    - http").append(end());
      }
    }
    gap(indent.length());
  }

  private void flow() {
    boolean lines = random.nextBoolean();
    text.append("endpoints: [");
    int count = random.nextInt(4);
    String space = chance(1) ? " " : "";
    for (int i = 0; i < count; i++) {
      boolean last = i == count - 1;
      if (lines) {
        text.append(i == 0 ? end() : "");
        gap(2);
        text.append("  ");
      } else {
        text.append(i == 0 ? space : " ");
      }
      text.append(chance(2) ? name() : "{ name: " + name() + " }");
      text.append(!last || !chance(2) ? "," : "");
      text.append(lines ? end() : "");
    }
    text.append(lines ? "" : space).append(lines && count > 0 ? "  ]" : "]").append(end());
  }

  private String name() {
    String name = (chance(5) ? "" : "*.") + "n" + names.size() + ".acme.example";
    names.add(name);
    return name.startsWith("*") || !chance(3) ? "\"" + name + "\"" : name;
  }

  private void gap(int indentation) {
    for (int i = random.nextInt(3); i > 0; i--) {
      text.append(
          chance(1) ? "\n" : " ".repeat(indentation) + (chance(5) ? "" : "  ") + remark() + "\n");
    }
  }

  /** Of a line. */
  private String end() {
    return (chance(2) ? "" : " ".repeat(1 + random.nextInt(3)) + remark()) + "\n";
  }

  private String remark() {
    return "# remark " + (1000 + remarks++) + (chance(3) ? "" : ", [with] {all}: - kinds 🐌 ü");
  }

  /** True with a chance of {@code likely} to 1. */
  private boolean chance(int likely) {
    return random.nextInt(likely + 1) > 0;
  }
}
