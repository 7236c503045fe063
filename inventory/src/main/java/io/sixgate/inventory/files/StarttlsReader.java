package io.sixgate.inventory.files;

import io.sixgate.inventory.model.ClientAddressMode;
import io.sixgate.inventory.model.Starttls;
import io.sixgate.inventory.model.Starttls.Relay;
import io.sixgate.inventory.net.ServerAddress;
import io.sixgate.inventory.net.WrongValueException;
import io.sixgate.inventory.yaml.YamlMap;
import io.sixgate.inventory.yaml.YamlValue;
import java.time.Duration;
import java.util.Optional;

/** Reads {@code starttls} of gateway.yaml; what it does not name has its default. */
final class StarttlsReader {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
  private static final int LONGEST_PREAMBLE = 300;

  private StarttlsReader() {}

  static Starttls read(Optional<YamlValue> value) {
    Starttls standard = Starttls.STANDARD;
    return value
        .flatMap(starttls -> starttls.lenientMap("wait", "preamble", "relay"))
        .map(
            map ->
                new Starttls(
                    map.get("wait")
                        .flatMap(wait -> wait.as(StarttlsReader::wait))
                        .orElse(standard.greetingWait()),
                    map.get("preamble")
                        .flatMap(preamble -> preamble.as(StarttlsReader::preamble))
                        .orElse(standard.preamble()),
                    map.get("relay").flatMap(StarttlsReader::relay)))
        .orElse(standard);
  }

  private static Duration wait(String text) {
    if (!text.matches("[0-9]{1,4}ms")
        || Duration.ofMillis(Long.parseLong(text.replace("ms", ""))).compareTo(LONGEST_WAIT) > 0) {
      throw new WrongValueException(
          "it is not a time of 0ms–2000ms", "write milliseconds, e.g. 200ms");
    }
    return Duration.ofMillis(Long.parseLong(text.replace("ms", "")));
  }

  private static Duration preamble(String text) {
    return LimitsReader.seconds(text, LONGEST_PREAMBLE, Starttls.STANDARD.preamble());
  }

  private static Optional<Relay> relay(YamlValue value) {
    Optional<YamlMap> map = value.lenientMap("address", "client-address");
    Optional<ServerAddress> address =
        map.flatMap(keys -> keys.required("address", "\"[::1]:10025\""))
            .flatMap(text -> text.as(ServerAddress::parse));
    ClientAddressMode mode =
        map.flatMap(keys -> keys.get("client-address"))
            .flatMap(text -> text.as(StarttlsReader::mode))
            .orElse(ClientAddressMode.PROXY_V2);
    return address.map(server -> new Relay(server, mode));
  }

  private static ClientAddressMode mode(String text) {
    ClientAddressMode mode = ClientAddressMode.parse(text);
    if (mode == ClientAddressMode.EMBEDDED) {
      throw new WrongValueException(
          "the relay is the gateway's own and has IPv4 as well", "use proxy-v1, proxy-v2 or none");
    }
    return mode;
  }
}
