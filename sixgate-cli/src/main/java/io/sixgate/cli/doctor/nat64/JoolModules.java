package io.sixgate.cli.doctor.nat64;

import java.util.Optional;
import java.util.SortedMap;

/**
 * The kernel's side of Jool.
 *
 * @param running the kernel that runs
 * @param loaded version of the module in it; empty if it is not loaded
 * @param built version of the module by installed kernel; empty where there is none
 */
public record JoolModules(
    String running, Optional<String> loaded, SortedMap<String, Optional<String>> built) {}
