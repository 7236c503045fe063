package io.sixgate.haproxy.runtime;

import java.util.Map;

/**
 * What a map holds.
 *
 * @param entries value by key
 * @param ambiguous whether a key stood there more than once. HAProxy allows it, of which value wins
 *     says nothing, and changes all of them together: only a rewrite mends it.
 */
public record MapContent(Map<String, String> entries, boolean ambiguous) {}
