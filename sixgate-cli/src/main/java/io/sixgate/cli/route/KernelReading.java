package io.sixgate.cli.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sixgate.agent.command.Command;
import io.sixgate.agent.command.CommandRunner;
import io.sixgate.agent.kernel.Sysctl;
import io.sixgate.inventory.net.Ipv6Address;
import io.sixgate.inventory.net.Ipv6Prefix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Asks the kernel for its local routes and whether it binds addresses of others. */
public final class KernelReading {
  private static final Path PROC = Path.of("/proc");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int WHOLE_ADDRESS = 128;
  private static final Ipv6Prefix EVERYTHING = Ipv6Prefix.parse("::/0");

  private KernelReading() {}

  public static EmbeddedRoute now() throws IOException, InterruptedException {
    String text =
        CommandRunner.standard()
            .run(
                Command.of("ip", "-6", "-json", "route", "show", "table", "local", "type", "local"))
            .orThrow();
    return new EmbeddedRoute(
        routes(text), Sysctl.read(PROC, "net.ipv6.ip_nonlocal_bind").equals("1"));
  }

  /**
   * Reads what {@code ip -6 -json route show} prints:
   *
   * <pre>
   * [{"type":"local","dst":"::1","dev":"lo","protocol":"kernel","metric":0,"flags":[],"pref":"medium"},
   *  {"type":"local","dst":"2001:db8:64::/96","dev":"lo","protocol":"164","metric":1024,"flags":[],"pref":"medium"}]
   * </pre>
   */
  static List<LocalRoute> routes(String json) throws IOException {
    List<LocalRoute> routes = new ArrayList<>();
    JsonNode answer = JSON.readTree(json.isBlank() ? "[]" : json);
    for (JsonNode route : answer) {
      routes.add(
          new LocalRoute(destination(route.path("dst").asText()), route.path("protocol").asText()));
    }
    return routes;
  }

  /** A prefix, or an address without length, or the word for all of them. */
  private static Ipv6Prefix destination(String text) {
    if (text.equals("default")) {
      return EVERYTHING;
    }
    return text.contains("/")
        ? Ipv6Prefix.parse(text)
        : new Ipv6Prefix(Ipv6Address.parse(text), WHOLE_ADDRESS);
  }
}
