package io.sixgate.james.outgoing;

import io.sixgate.inventory.dkim.DkimKey;
import io.sixgate.inventory.net.Hostname;
import io.sixgate.inventory.net.WrongValueException;
import io.sixgate.james.smtp.Printable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.mail.MessagingException;
import org.apache.james.jdkim.DKIMSigner;
import org.apache.james.jdkim.exceptions.FailException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signs with the key of the domain in From (DKIM, RFC 6376), if its customer has put one there. */
final class Signatures {
  private static final Logger LOG = LoggerFactory.getLogger(Signatures.class);

  /** From twice: a second From that is added on the way breaks the signature (section 8.15). */
  private static final String TEMPLATE =
      "v=1; a=rsa-sha256; c=relaxed/relaxed; d=%s; s=%s;"
          + " h=from:from:to:cc:subject:date:message-id:reply-to:in-reply-to:references"
          + ":mime-version:content-type:content-transfer-encoding; bh=; b=;";

  private final Path keys;
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  /**
   * @param keys the inventory's folder
   */
  Signatures(Path keys) {
    this.keys = keys;
  }

  /** The header with its line break; empty if there is no key that can be used. */
  String of(Submission submission) throws MessagingException {
    Optional<DkimKey> key = key(submission);
    if (key.isEmpty()) {
      return "";
    }
    try (InputStream message = submission.open()) {
      String template = TEMPLATE.formatted(key.get().domain(), key.get().selector());
      String header = new DKIMSigner(template, key.get().read()).sign(message);
      told.remove(key.get().file().toString());
      return header.endsWith("\r\n") ? header : header + "\r\n";
    } catch (IOException | FailException e) {
      if (told.add(key.get().file().toString())) {
        LOG.warn("not-signed domain={} text={}", key.get().domain(), e.getMessage());
      }
      return "";
    }
  }

  private Optional<DkimKey> key(Submission submission) throws MessagingException {
    Optional<String> domain = FromHeader.domain(submission.message());
    if (domain.isEmpty()) {
      return Optional.empty();
    }
    try {
      Path folder = keys.resolve(submission.sender().host().customer().text());
      List<DkimKey> all = DkimKey.of(folder, Hostname.parse(domain.get()));
      return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    } catch (IOException | WrongValueException e) {
      LOG.warn("not-signed domain={} text={}", Printable.of(domain.get()), e.getMessage());
      return Optional.empty();
    }
  }
}
