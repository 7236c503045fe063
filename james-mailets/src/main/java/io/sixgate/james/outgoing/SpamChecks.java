package io.sixgate.james.outgoing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sixgate.inventory.model.Smarthost.SpamCheck;
import io.sixgate.inventory.model.Smarthost.WhenUnreachable;
import io.sixgate.james.smtp.Printable;
import io.sixgate.james.smtp.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.apache.james.core.MailAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks rspamd over HTTP: {@code POST /checkv2}, the message as body, the envelope as headers
 * (https://rspamd.com/doc/architecture/protocol.html).
 */
final class SpamChecks {
  private static final Logger LOG = LoggerFactory.getLogger(SpamChecks.class);
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * What rspamd says.
   *
   * @param refusal the answer to the host, if the message is not taken
   * @param header what is added to the message, with its line breaks
   */
  record Verdict(Optional<Reply> refusal, String header) {
    static final Verdict CLEAN = new Verdict(Optional.empty(), "");

    static Verdict refused(int code, String text) {
      return new Verdict(Optional.of(Reply.of(code, text)), "");
    }
  }

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();

  Verdict ask(Optional<SpamCheck> settings, Submission submission) {
    if (settings.isEmpty()) {
      return Verdict.CLEAN;
    }
    try {
      HttpResponse<byte[]> answer =
          http.send(
              request(settings.get().url(), submission), HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new IOException("HTTP status " + answer.statusCode());
      }
      return verdict(JSON.readTree(answer.body()));
    } catch (IOException | UncheckedIOException e) {
      return unreachable(settings.get(), String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unreachable(settings.get(), "interrupted");
    }
  }

  private static HttpRequest request(URI url, Submission submission) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url.resolve("/checkv2"))
            .timeout(ANSWER)
            .header("IP", submission.client().toString())
            .header("Helo", headerSafe(submission.helo()))
            .header("From", headerSafe(submission.from()))
            .header(
                "User",
                headerSafe(submission.login().orElse(submission.sender().host().toString())))
            .POST(
                HttpRequest.BodyPublishers.fromPublisher(
                    HttpRequest.BodyPublishers.ofInputStream(() -> opened(submission)),
                    submission.size()));
    for (MailAddress recipient : submission.recipients()) {
      request.header("Rcpt", headerSafe(recipient.asString()));
    }
    return request.build();
  }

  private static String headerSafe(String text) {
    return Printable.of(text);
  }

  private static InputStream opened(Submission submission) {
    try {
      return submission.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A sample: {@code {"is_skipped":false,"score":15.0,"required_score":15.0,"action":"reject",
   * "symbols":{…},"messages":{"smtp_message":"Gtube pattern"}}}.
   */
  static Verdict verdict(JsonNode answer) {
    String score = Printable.of(answer.path("score").asText("0"));
    String words = Printable.of(answer.path("messages").path("smtp_message").asText(""));
    String because = words.isEmpty() ? "" : ": " + words;
    return switch (answer.path("action").asText("")) {
      case "no action" -> Verdict.CLEAN;
      case "reject" -> Verdict.refused(550, "5.7.1 this is taken for spam" + because);
      case "greylist", "soft reject" ->
          Verdict.refused(451, "4.7.1 this may be spam; try again later" + because);
      case "add header", "rewrite subject" ->
          new Verdict(Optional.empty(), "X-Spam: Yes\r\nX-Spam-Score: " + score + "\r\n");
      default ->
          throw new UncheckedIOException(
              new IOException("no answer of rspamd: " + Printable.of(answer.toString())));
    };
  }

  private static Verdict unreachable(SpamCheck settings, String why) {
    LOG.warn(
        "rspamd-unreachable url={} mail={} text={}",
        settings.url(),
        settings.whenUnreachable().text(),
        why);
    return settings.whenUnreachable() == WhenUnreachable.ACCEPT
        ? Verdict.CLEAN
        : Verdict.refused(451, "4.3.0 the spam check does not answer; try again later");
  }
}
