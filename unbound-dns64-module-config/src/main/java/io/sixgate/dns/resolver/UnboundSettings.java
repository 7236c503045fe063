package io.sixgate.dns.resolver;

import io.sixgate.inventory.net.ServerAddress;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Where Unbound is.
 *
 * @param configuration the operator's own, which includes the fragment
 * @param fragment the file that is ours
 * @param address where it answers, on loopback
 * @param checker the program that checks a configuration
 * @param control the program that reloads it
 * @param state where a refused fragment is left
 * @param patience how long it may say nothing
 */
public record UnboundSettings(
    Path configuration,
    Path fragment,
    ServerAddress address,
    Path checker,
    Path control,
    Path state,
    Duration patience) {}
