package io.sixgate.relay.james;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.sixgate.inventory.net.Hostname;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.james.GuiceJamesServer;
import org.apache.james.NaiveDelegationStoreModule;
import org.apache.james.core.Username;
import org.apache.james.dnsservice.dnsjava.DNSJavaService;
import org.apache.james.domainlist.lib.DomainListConfiguration;
import org.apache.james.domainlist.memory.MemoryDomainList;
import org.apache.james.modules.MailetProcessingModule;
import org.apache.james.modules.protocols.ProtocolHandlerModule;
import org.apache.james.modules.protocols.SMTPServerModule;
import org.apache.james.modules.server.DefaultProcessorsConfigurationProviderModule;
import org.apache.james.modules.server.RawPostDequeueDecoratorModule;
import org.apache.james.rrt.api.RecipientRewriteTableConfiguration;
import org.apache.james.rrt.memory.MemoryRecipientRewriteTable;
import org.apache.james.server.core.configuration.Configuration;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.utils.InitializationOperation;
import org.apache.james.utils.InitilizationOperationBuilder;

/**
 * A customer's server in the lab: James with its own SMTP server, its own handlers, and the PROXY
 * header before each session. It has one user, and each message becomes a file.
 *
 * <p>Arguments: a folder to work in, the port, the user's address, the folder for messages.
 */
public final class StockJames {
  private StockJames() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    String user = arguments[2];
    write(folder, "smtpserver.xml", smtpServer(arguments[1]));
    write(folder, "mailetcontainer.xml", mailets(arguments[3]));
    write(folder, "domainlist.xml", "<domainlist><autodetect>false</autodetect></domainlist>");
    GuiceJamesServer.forConfiguration(
            Configuration.builder().workingDirectory(folder.toFile()).build())
        .combineWith(
            new ProtocolHandlerModule(),
            new SMTPServerModule(),
            new MailetProcessingModule(),
            new DefaultProcessorsConfigurationProviderModule(),
            new RawPostDequeueDecoratorModule(),
            new NaiveDelegationStoreModule(),
            new JamesModule(folder, Hostname.parse("mail.invalid")))
        .overrideWith(new OneUser(Username.of(user)))
        .start();
  }

  private static void write(Path folder, String name, String text) throws IOException {
    Path file = folder.resolve("conf").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static String smtpServer(String port) {
    return """
        <smtpservers>
          <smtpserver enabled="true">
            <jmxName>smtp</jmxName>
            <bind>0.0.0.0:%s</bind>
            <proxyRequired>true</proxyRequired>
            <helloName autodetect="false">james.invalid</helloName>
            <auth><announce>never</announce></auth>
            <handlerchain coreHandlersPackage="org.apache.james.smtpserver.CoreCmdHandlerLoader">
              <handler class="org.apache.james.smtpserver.fastfail.ValidRcptHandler"/>
            </handlerchain>
          </smtpserver>
        </smtpservers>
        """
        .formatted(port);
  }

  private static String mailets(String messages) {
    return """
        <mailetcontainer>
          <context><postmaster>postmaster@localhost</postmaster></context>
          <spooler><threads>2</threads><errorRepository>memory://error/</errorRepository></spooler>
          <processors>
            <processor state="root" enableJmx="false">
              <mailet match="All" class="ToProcessor"><processor>transport</processor></mailet>
            </processor>
            <processor state="error" enableJmx="false"><mailet match="All" class="Null"/></processor>
            <processor state="transport" enableJmx="false">
              <mailet match="All" class="RemoveMimeHeader"><name>bcc</name></mailet>
              <mailet match="All" class="%s"><folder>%s</folder></mailet>
            </processor>
          </processors>
        </mailetcontainer>
        """
        .formatted(FolderMailet.class.getName(), messages);
  }

  private static final class OneUser extends AbstractModule {
    private final Username user;

    OneUser(Username user) {
      this.user = user;
    }

    @Override
    protected void configure() {
      bind(DNSJavaService.class).to(RelayDns.class).in(Scopes.SINGLETON);
    }

    /**
     * A list of domains answers once it was configured: the order of such operations is not said.
     */
    @ProvidesIntoSet
    InitializationOperation known(
        DomainListConfiguration settings,
        MemoryDomainList domains,
        UsersRepository users,
        MemoryRecipientRewriteTable aliases) {
      return InitilizationOperationBuilder.forClass(MemoryDomainList.class)
          .init(
              () -> {
                domains.configure(settings);
                domains.addDomain(user.getDomainPart().orElseThrow());
                users.addUser(user, "not used");
                aliases.setConfiguration(RecipientRewriteTableConfiguration.DEFAULT_ENABLED);
              });
    }
  }
}
