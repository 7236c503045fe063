package io.sixgate.james.outgoing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sixgate.inventory.model.HostId;
import io.sixgate.inventory.model.Label;
import io.sixgate.inventory.net.Hostname;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.Set;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.internet.MimeMessage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FromHeaderTest {
  private static final Sender SENDER =
      new Sender(
          new HostId(new Label("acme"), new Label("web1")),
          Set.of(Hostname.parse("acme.example"), Hostname.parse("xn--bcher-kva.example")));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "From: a@acme.example | ''",
        "From: a@ACME.Example | ''",
        "From: \"bob@umbra.example\" <a@acme.example> | ''",
        "From: a@acme.example, b@acme.example | ''",
        "From: a@umbra.example | its From header is of umbra.example",
        "From: a@sub.acme.example | its From header is of sub.acme.example",
        "From: a@acme.example, b@umbra.example | its From header is of umbra.example",
        "From: \"a@acme.example\" <b@umbra.example> | its From header is of umbra.example",
        "From: \"x@acme.example\"@umbra.example | its From header is of umbra.example",
        "From: a@[192.0.2.1] | its From header is of [192.0.2.1]",
        "From: a@acme.example;From: a@acme.example | it has more than one From header",
        "From: friends: a@acme.example\\; | its From header is a group",
        "From: <> | its From header cannot be read",
        "From: a@acme.example@umbra.example | its From header cannot be read",
        "Subject: nobody | it has no From header",
        "From: Bob^ <b@umbra.example> | its From header is of umbra.example",
        "From:^ a@acme.example,^ b@umbra.example | its From header is of umbra.example",
        "FROM: b@umbra.example | its From header is of umbra.example",
        "From : b@umbra.example | its From header is of umbra.example",
        "From: a@acme.example;From : b@umbra.example | it has more than one From header",
        "From: =?utf-8?q?b=40umbra.example?= <a@acme.example> | ''",
        "From: =?utf-8?q?a=40acme.example?= <b@umbra.example> | its From header is of umbra.example",
        "From: <@acme.example:b@umbra.example> | its From header is of umbra.example",
        "From: a@acme.example (b@umbra.example) | ''",
        "From: b@umbra.example (a@acme.example) | its From header is of umbra.example",
        "From: a@xn--bcher-kva.example | ''",
        "From: a@b\u00fccher.example | its From header cannot be read",
        "From: a@notacme.example | its From header is of notacme.example",
        "From: a@acme.example.umbra.example | its From header is of acme.example.umbra.example",
        "From: a | its From header is of a",
        "From: a@acme.example;Sender: b@umbra.example | its Sender header is of umbra.example",
        "From: a@acme.example;Sender: b@acme.example | ''",
        "From: a@acme.example;Resent-From: b@umbra.example | its Resent-From header is of umbra.example",
        "From: a@acme.example;Resent-From: b@acme.example;Resent-From: b@umbra.example"
            + " | its Resent-From header is of umbra.example"
      })
  void everyAddressMustBeOfADomainOfTheHost(String fields, String refusal)
      throws MessagingException {
    String header =
        fields.replaceAll("(?<!\\\\);", "\r\n").replace("\\;", ";").replace("^", "\r\n");
    MimeMessage message =
        new MimeMessage(
            Session.getInstance(new Properties()),
            new ByteArrayInputStream(
                (header + "\r\n\r\nHello.\r\n").getBytes(StandardCharsets.UTF_8)));
    assertEquals(refusal, FromHeader.refusal(SENDER, message).orElse(""));
  }
}
