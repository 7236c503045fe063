package io.sixgate.cli.doctor;

import io.sixgate.haproxy.BridgeConfiguration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The size of HAProxy's buffers that the operator wants, and that sixgate.cfg overrules. */
final class OperatorsBuffer {
  private static final Pattern SIZE = Pattern.compile("\\s*tune\\.bufsize\\s+([0-9]{1,9})\\b.*");
  private static final Pattern TOLD =
      Pattern.compile("\\s*(setenv|presetenv)\\s+" + BridgeConfiguration.BUFFER_VARIABLE + "\\s.*");

  private OperatorsBuffer() {}

  /** Advice, if the operator's files have a larger size than ours and do not tell ours. */
  static Optional<Finding> of(List<String> lines) {
    int size =
        lines.stream()
            .map(SIZE::matcher)
            .filter(Matcher::matches)
            .mapToInt(line -> Integer.parseInt(line.group(1)))
            .reduce(0, (before, last) -> last); // as HAProxy does
    boolean told = lines.stream().map(TOLD::matcher).anyMatch(Matcher::matches);
    return Stream.of(size)
        .filter(each -> each > BridgeConfiguration.BUFFER && !told)
        .map(
            each ->
                Finding.advice(
                    "buffers",
                    "tune.bufsize %d of your haproxy.cfg is overruled by the %d of sixgate.cfg"
                        .formatted(each, BridgeConfiguration.BUFFER),
                    "write \"setenv %s %d\" into the global section of your haproxy.cfg"
                        .formatted(BridgeConfiguration.BUFFER_VARIABLE, each)))
        .findFirst();
  }
}
