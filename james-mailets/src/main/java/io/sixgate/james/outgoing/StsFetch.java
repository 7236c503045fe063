package io.sixgate.james.outgoing;

import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.IpAddress;
import io.sixgate.james.smtp.Authorities;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Fetches a policy by HTTPS, without following redirects (RFC 8461, section 3.3). */
final class StsFetch implements StsPolicies.Source {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int LARGEST = 64 * 1024;

  private final HttpClient http;
  private final MailServers servers;
  private final Predicate<IpAddress> reachable;

  /**
   * @param reachable to which addresses the gateway may be led
   */
  StsFetch(Authorities authorities, MailServers servers, Predicate<IpAddress> reachable) {
    this.http =
        HttpClient.newBuilder()
            .sslContext(authorities.context())
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(PATIENCE)
            .build();
    this.servers = servers;
    this.reachable = reachable;
  }

  @Override
  public String fetch(Hostname domain) throws IOException {
    Hostname host = Hostname.parse("mta-sts." + domain);
    List<IpAddress> addresses = servers.addresses(host).addresses();
    if (addresses.isEmpty() || !addresses.stream().allMatch(reachable)) {
      throw new IOException(host + " has no address, or one to which mail may not go");
    }
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("https://" + host + "/.well-known/mta-sts.txt"))
            .timeout(PATIENCE)
            .build();
    try {
      HttpResponse<InputStream> answer =
          http.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        if (answer.statusCode() != 200) {
          throw new IOException(request.uri() + " answers with status " + answer.statusCode());
        }
        return text(body, PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(request.uri() + ": interrupted", e);
    }
  }

  /** The patience is for all of it: who sends a byte now and then must hold nobody's thread. */
  static String text(InputStream body, Duration patience) throws IOException {
    CompletableFuture<Void> end =
        CompletableFuture.runAsync(
            () -> close(body),
            CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS));
    try {
      return new String(body.readNBytes(LARGEST), StandardCharsets.US_ASCII);
    } finally {
      end.cancel(false);
    }
  }

  private static void close(InputStream body) {
    try {
      body.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // nobody waits for it
    }
  }
}
