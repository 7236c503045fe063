package io.sixgate.relay.james;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import io.sixgate.inventory.model.InventorySource;
import io.sixgate.inventory.model.MailService;
import io.sixgate.james.incoming.Incoming;
import io.sixgate.james.outgoing.Outgoing;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.james.GuiceJamesServer;
import org.apache.james.NaiveDelegationStoreModule;
import org.apache.james.dnsservice.dnsjava.DNSJavaService;
import org.apache.james.modules.MailetProcessingModule;
import org.apache.james.modules.protocols.ProtocolHandlerModule;
import org.apache.james.modules.protocols.SMTPServerModule;
import org.apache.james.modules.server.DefaultProcessorsConfigurationProviderModule;
import org.apache.james.modules.server.RawPostDequeueDecoratorModule;
import org.apache.james.server.core.configuration.Configuration;
import org.apache.james.server.core.configuration.ConfigurationProvider;
import org.apache.james.smtpserver.netty.SMTPServerFactory;

/** Puts the slim James together. */
public final class RelayJames {
  private RelayJames() {}

  /**
   * A server that does not listen yet.
   *
   * @param incoming what takes mail for customers' domains
   * @param outgoing what takes mail of hosts; empty: there is no smarthost
   * @param state its working folder
   */
  public static GuiceJamesServer assemble(
      MailService mail,
      InventorySource inventory,
      Incoming incoming,
      Optional<Outgoing> outgoing,
      Path state) {
    Configuration.Basic places = Configuration.builder().workingDirectory(state.toFile()).build();
    return GuiceJamesServer.forConfiguration(places)
        .combineWith(
            new ProtocolHandlerModule(),
            new SMTPServerModule(),
            new MailetProcessingModule(),
            new DefaultProcessorsConfigurationProviderModule(),
            new RawPostDequeueDecoratorModule(),
            new NaiveDelegationStoreModule(),
            new JamesModule(state, mail.name()))
        .overrideWith(new Ours(mail, inventory, incoming, outgoing));
  }

  private static final class Ours extends AbstractModule {
    private final MailService mail;
    private final InventorySource inventory;
    private final Incoming incoming;
    private final Optional<Outgoing> outgoing;

    Ours(
        MailService mail,
        InventorySource inventory,
        Incoming incoming,
        Optional<Outgoing> outgoing) {
      this.mail = mail;
      this.inventory = inventory;
      this.incoming = incoming;
      this.outgoing = outgoing;
    }

    @Override
    protected void configure() {
      bind(ConfigurationProvider.class).toInstance(new JamesConfiguration(mail));
      bind(DNSJavaService.class).to(RelayDns.class).in(Scopes.SINGLETON);
      bind(SMTPServerFactory.class).to(RelaySmtpServers.class).in(Scopes.SINGLETON);
      bind(InventorySource.class).toInstance(inventory);
      bind(Incoming.class).toInstance(incoming);
      outgoing.ifPresent(out -> bind(Outgoing.class).toInstance(out));
    }
  }
}
