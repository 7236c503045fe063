package io.sixgate.cli;

import io.sixgate.forward.jump.JumpSettings;
import io.sixgate.forward.zone.ZoneSettings;
import io.sixgate.haproxy.configuration.HaproxySettings;

/** Where the servers of this gateway are, one component for each kind. */
record ServerSettings(HaproxySettings haproxy, ZoneSettings zones, JumpSettings jump) {}
