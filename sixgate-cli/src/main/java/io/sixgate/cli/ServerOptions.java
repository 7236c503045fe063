package io.sixgate.cli;

import io.sixgate.dns.main.ResolverOptions;
import io.sixgate.dns.main.ZonesOptions;
import io.sixgate.forward.main.JumpOptions;
import io.sixgate.forward.main.ZoneOptions;
import io.sixgate.haproxy.main.HaproxyOptions;
import io.sixgate.nat64.main.Nat64Options;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;

/** Where the servers of this gateway are, as options; those that the agents have. */
final class ServerOptions {
  @Mixin private HaproxyOptions haproxy;
  @Mixin private ZoneOptions zones;
  @Mixin private JumpOptions jump;
  @Mixin private Nat64Options nat64;

  ServerSettings settings(RunPlace run) {
    Path folder = run.folder().path();
    // By the environment alone: the agents of the two dnsdist have options of the same names.
    ResolverOptions resolver = ResolverOptions.standard();
    return new ServerSettings(
        haproxy.settings(folder),
        zones.settings(),
        jump.settings(),
        nat64.settings(),
        resolver.unbound(),
        resolver.front(),
        ZonesOptions.standard().settings());
  }
}
