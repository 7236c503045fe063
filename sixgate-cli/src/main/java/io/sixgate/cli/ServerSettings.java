package io.sixgate.cli;

import io.sixgate.dns.dnsdist.DnsdistSettings;
import io.sixgate.dns.resolver.UnboundSettings;
import io.sixgate.forward.jump.JumpSettings;
import io.sixgate.forward.zone.ZoneSettings;
import io.sixgate.haproxy.configuration.HaproxySettings;
import io.sixgate.nat64.agent.Nat64Settings;

/**
 * Where the servers of this gateway are, one component for each kind.
 *
 * @param resolver the dnsdist in front of Unbound
 * @param answering the dnsdist that answers for zones
 */
record ServerSettings(
    HaproxySettings haproxy,
    ZoneSettings zones,
    JumpSettings jump,
    Nat64Settings nat64,
    UnboundSettings unbound,
    DnsdistSettings resolver,
    DnsdistSettings answering) {}
