package io.sixgate.snmp.observe;

import io.sixgate.agent.status.Traffic;
import java.time.Instant;

/**
 * What went from and to clients for one customer by one service.
 *
 * @param since when the server was started that counts
 */
public record CustomerTraffic(Traffic traffic, Instant since) {}
