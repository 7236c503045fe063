package io.sixgate.cli;

import io.sixgate.dns.zones.ZoneExplanation;
import io.sixgate.forward.explain.ForwardExplanation;
import io.sixgate.nat64.explain.OutwardWay;
import io.sixgate.sni.explain.Explanation;
import io.sixgate.sni.explain.Explanation.PortExplanation;
import java.io.PrintWriter;
import java.util.stream.Collectors;

/** What {@link ExplainCommand} found, in rows. */
final class ExplainText {
  private ExplainText() {}

  static void print(OutwardWay way, PrintWriter out) {
    out.println(way.host() + ", to IPv4");
    row(out, "inventory", way.place());
    if (way.prefix() != null) {
      row(out, "behind", way.prefix() + (way.smtp() ? "" : ", but for port 25"));
    }
    row(
        out,
        "comes from",
        way.from() == null
            ? "nowhere: " + way.whose()
            : String.join(", ", way.from()) + ": " + way.whose());
    if (way.sessions() != null) {
      row(out, "sessions", "at most " + way.sessions() + " at a time");
    }
  }

  static void print(ForwardExplanation explanation, PrintWriter out) {
    out.println(explanation.port());
    if (explanation.host() == null) {
      row(out, "inventory", "no host has this port");
    } else {
      row(out, "inventory", explanation.place() + ": " + explanation.record());
      row(out, "host", explanation.host());
    }
    if (explanation.entry() != null) {
      row(out, "entry", explanation.entry());
    }
    if (explanation.live() != null
        && (explanation.entry() != null || !explanation.live().equals("same"))) {
      row(out, "HAProxy", live(explanation.live()));
    }
    if (explanation.leadsTo() != null) {
      row(out, "leads to", explanation.leadsTo());
      row(
          out,
          "clients",
          explanation.allow() == null ? "everybody" : String.join(", ", explanation.allow()));
    }
    row(out, "client", "gets " + explanation.clientSees());
    if (explanation.hostSees() != null) {
      row(out, "host sees", explanation.hostSees());
    }
  }

  static void print(ZoneExplanation explanation, PrintWriter out) {
    out.println(explanation.name() + ", asked on port 53");
    if (explanation.zone() == null) {
      row(out, "inventory", "no host has a zone around this name");
      row(out, "dnsdist", explanation.live().equals("none") ? "has none" : explanation.live());
      row(out, "client", "gets REFUSED");
      return;
    }
    row(
        out,
        "inventory",
        explanation.place() == null
            ? "gateway.yaml: " + explanation.zone() + ", a zone of the gateway's own"
            : explanation.place() + ": " + explanation.zone());
    row(out, "entry", explanation.entry());
    row(
        out,
        "dnsdist",
        explanation.live().equals("none") ? "does not have it" : live(explanation.live()));
    row(
        out,
        "asks",
        explanation.servers().stream().map(Object::toString).collect(Collectors.joining(", "))
            + (explanation.proxyProtocol() ? ", told the client by PROXY v2" : ""));
    row(
        out,
        "transfers",
        explanation.transfersTo().isEmpty()
            ? "to nobody"
            : explanation.transfersTo().stream()
                .map(Object::toString)
                .collect(Collectors.joining(", ", "to ", "")));
  }

  static void print(Explanation explanation, PrintWriter out) {
    out.println(explanation.name());
    if (explanation.matched() == null) {
      row(out, "inventory", "no host has this name, nor a wildcard that covers it");
    } else {
      row(out, "inventory", explanation.place() + ": " + explanation.matched());
      row(out, "host", explanation.host());
    }
    explanation.problems().forEach(problem -> row(out, "problem", problem));
    for (PortExplanation port : explanation.ports()) {
      out.println(
          "port " + port.port() + (port.service() == null ? "" : " (" + port.service() + ")"));
      if (port.entry() != null) {
        row(out, "entry", port.entry());
        row(out, "HAProxy", live(port.live()));
        row(out, "leads to", port.leadsTo());
        if (port.choice() != null) {
          row(out, "", port.choice());
        }
      } else if (port.live() != null && !port.live().equals("same")) {
        row(out, "HAProxy", live(port.live()));
      }
      row(out, "visitor", "gets " + port.visitorSees());
      if (port.hostSees() != null) {
        row(out, "host sees", port.hostSees());
      }
    }
  }

  private static String live(String live) {
    return switch (live) {
      case "same" -> "has the same live";
      case "missing" -> "does not have it";
      default -> live;
    };
  }

  private static void row(PrintWriter out, String title, String text) {
    out.printf("  %-10s %s%n", title, text);
  }
}
