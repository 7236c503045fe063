package io.sixgate.relay.james;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import io.sixgate.inventory.model.InventorySource;
import io.sixgate.inventory.model.MailService;
import io.sixgate.james.incoming.Incoming;
import java.nio.file.Path;
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
   * @param state its working folder
   */
  public static GuiceJamesServer assemble(
      MailService mail, InventorySource inventory, Incoming incoming, Path state) {
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
        .overrideWith(new Ours(mail, inventory, incoming));
  }

  private static final class Ours extends AbstractModule {
    private final MailService mail;
    private final InventorySource inventory;
    private final Incoming incoming;

    Ours(MailService mail, InventorySource inventory, Incoming incoming) {
      this.mail = mail;
      this.inventory = inventory;
      this.incoming = incoming;
    }

    @Override
    protected void configure() {
      bind(ConfigurationProvider.class).toInstance(new JamesConfiguration(mail));
      bind(DNSJavaService.class).to(RelayDns.class).in(Scopes.SINGLETON);
      bind(SMTPServerFactory.class).to(RelaySmtpServers.class).in(Scopes.SINGLETON);
      bind(InventorySource.class).toInstance(inventory);
      bind(Incoming.class).toInstance(incoming);
    }
  }
}
