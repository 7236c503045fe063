package io.sixgate.cli;

import io.sixgate.forward.jump.JumpSettings;
import io.sixgate.forward.zone.ZoneSettings;
import io.sixgate.haproxy.configuration.HaproxySettings;
import io.sixgate.nat64.agent.Nat64Settings;

/** Where the servers of this gateway are, one component for each kind. */
record ServerSettings(
    HaproxySettings haproxy, ZoneSettings zones, JumpSettings jump, Nat64Settings nat64) {}
