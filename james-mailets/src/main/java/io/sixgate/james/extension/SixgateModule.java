package io.sixgate.james.extension;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import com.google.inject.Singleton;
import io.sixgate.inventory.model.Inventory;
import io.sixgate.inventory.model.MailService;
import io.sixgate.james.incoming.Incoming;
import io.sixgate.james.inventory.FollowedInventory;
import io.sixgate.james.outgoing.Outgoing;
import java.io.FileNotFoundException;
import java.io.IOException;
import org.apache.commons.configuration2.BaseConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.james.utils.PropertiesProvider;

/**
 * To be named as {@code guice.extension.module} in James's {@code extensions.properties}. What no
 * handler of {@code smtpserver.xml} asks for is not made.
 */
public final class SixgateModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(Closing.class).in(Scopes.SINGLETON);
  }

  @Provides
  @Singleton
  SixgateProperties properties(PropertiesProvider files) throws ConfigurationException {
    try {
      return SixgateProperties.of(files.getConfiguration("sixgate"));
    } catch (FileNotFoundException e) {
      return SixgateProperties.of(new BaseConfiguration()); // each has a default
    }
  }

  @Provides
  @Singleton
  FollowedInventory inventory(SixgateProperties properties, Closing closing) {
    return closing.later(FollowedInventory.of(properties.inventory()));
  }

  @Provides
  @Singleton
  Incoming incoming(SixgateProperties properties, FollowedInventory inventory, Closing closing)
      throws IOException {
    Incoming incoming =
        closing.later(
            new Incoming(
                properties.incoming(mail(inventory)),
                properties.reports(mail(inventory)),
                inventory));
    incoming.start();
    return incoming;
  }

  @Provides
  @Singleton
  Outgoing outgoing(SixgateProperties properties, FollowedInventory inventory, Closing closing)
      throws IOException {
    Outgoing outgoing =
        closing.later(new Outgoing(properties.outgoing(mail(inventory)), inventory));
    outgoing.start();
    return outgoing;
  }

  private static MailService mail(FollowedInventory inventory) {
    Inventory now =
        inventory
            .current()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "the inventory cannot be used: "
                            + String.join("; ", inventory.problems())));
    return now.gateway()
        .mail()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "gateway.yaml has no mail:; write it, with a name: at least"));
  }
}
