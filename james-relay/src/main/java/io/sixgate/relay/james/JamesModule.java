package io.sixgate.relay.james;

import com.google.common.collect.ImmutableList;
import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import com.google.inject.Singleton;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.sixgate.inventory.net.Hostname;
import io.sixgate.james.queue.SpoolMailQueueFactory;
import io.sixgate.james.spool.MessageStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.apache.commons.configuration2.BaseHierarchicalConfiguration;
import org.apache.james.CoreDataModule;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.domainlist.lib.DomainListConfiguration;
import org.apache.james.domainlist.memory.MemoryDomainList;
import org.apache.james.mailbox.Authorizator;
import org.apache.james.mailrepository.api.MailRepositoryFactory;
import org.apache.james.mailrepository.api.MailRepositoryUrlStore;
import org.apache.james.mailrepository.api.Protocol;
import org.apache.james.mailrepository.memory.MailRepositoryStoreConfiguration;
import org.apache.james.mailrepository.memory.MemoryMailRepository;
import org.apache.james.mailrepository.memory.MemoryMailRepositoryUrlStore;
import org.apache.james.modules.server.TaskSerializationModule;
import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.rrt.api.AliasReverseResolver;
import org.apache.james.rrt.api.CanSendFrom;
import org.apache.james.rrt.api.RecipientRewriteTable;
import org.apache.james.rrt.lib.AliasReverseResolverImpl;
import org.apache.james.rrt.lib.CanSendFromImpl;
import org.apache.james.rrt.memory.MemoryRecipientRewriteTable;
import org.apache.james.server.task.json.dto.AdditionalInformationDTO;
import org.apache.james.server.task.json.dto.AdditionalInformationDTOModule;
import org.apache.james.server.task.json.dto.TaskDTO;
import org.apache.james.server.task.json.dto.TaskDTOModule;
import org.apache.james.task.MemoryTaskManager;
import org.apache.james.task.Task;
import org.apache.james.task.TaskExecutionDetails;
import org.apache.james.task.TaskManager;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.user.memory.MemoryUsersRepository;
import org.apache.james.utils.InitializationOperation;
import org.apache.james.utils.InitilizationOperationBuilder;

/**
 * What James wants to be bound and a relay has no use for: users, local domains and rewriting, all
 * in memory and empty; and the one spool.
 */
final class JamesModule extends AbstractModule {
  /** Bytes of the disk that mail leaves for others. */
  private static final long KEEP_FREE = 256L << 20;

  private final Path state;
  private final Hostname name;

  JamesModule(Path state, Hostname name) {
    this.state = state;
    this.name = name;
  }

  @Override
  protected void configure() {
    install(new CoreDataModule());
    install(new TaskSerializationModule());
    bind(MemoryTaskManager.class).in(Scopes.SINGLETON);
    bind(TaskManager.class).to(MemoryTaskManager.class);
    // James's own module asks the system, and does not start where the machine's name is in no DNS.
    bind(org.apache.james.task.Hostname.class)
        .toInstance(new org.apache.james.task.Hostname(name.text()));
    bind(MemoryDomainList.class).in(Scopes.SINGLETON);
    bind(DomainList.class).to(MemoryDomainList.class);
    bind(MemoryRecipientRewriteTable.class).in(Scopes.SINGLETON);
    bind(RecipientRewriteTable.class).to(MemoryRecipientRewriteTable.class);
    bind(AliasReverseResolver.class).to(AliasReverseResolverImpl.class).in(Scopes.SINGLETON);
    bind(CanSendFrom.class).to(CanSendFromImpl.class).in(Scopes.SINGLETON);
    bind(MailRepositoryUrlStore.class).to(MemoryMailRepositoryUrlStore.class).in(Scopes.SINGLETON);
    Multibinder.newSetBinder(binder(), MailRepositoryFactory.class);
    Multibinder.newSetBinder(
        binder(),
        new TypeLiteral<
            AdditionalInformationDTOModule<
                ? extends TaskExecutionDetails.AdditionalInformation,
                ? extends AdditionalInformationDTO>>() {});
    Multibinder.newSetBinder(
        binder(), new TypeLiteral<TaskDTOModule<? extends Task, ? extends TaskDTO>>() {});
    bind(Authorizator.class).toInstance(JamesModule::onlyThemselves);
  }

  private static Authorizator.AuthorizationState onlyThemselves(Object user, Object other) {
    return user.equals(other)
        ? Authorizator.AuthorizationState.ALLOWED
        : Authorizator.AuthorizationState.FORBIDDEN;
  }

  @Provides
  @Singleton
  SpoolMailQueueFactory queues(Clock clock) throws IOException {
    return new SpoolMailQueueFactory(
        new MessageStore(state.resolve("james"), Long.MAX_VALUE, KEEP_FREE, clock), clock);
  }

  @Provides
  @Singleton
  MailQueueFactory<? extends MailQueue> any(SpoolMailQueueFactory queues) {
    return queues;
  }

  @Provides
  @Singleton
  MailQueueFactory<?> unknown(SpoolMailQueueFactory queues) {
    return queues;
  }

  @Provides
  MailRepositoryStoreConfiguration.Item repositories() {
    return new MailRepositoryStoreConfiguration.Item(
        ImmutableList.of(new Protocol("memory")),
        MemoryMailRepository.class.getName(),
        new BaseHierarchicalConfiguration());
  }

  @Provides
  @Singleton
  UsersRepository users(DomainList domains) {
    return MemoryUsersRepository.withVirtualHosting(domains);
  }

  @ProvidesIntoSet
  InitializationOperation noLocalDomains(DomainListConfiguration settings, MemoryDomainList list) {
    return InitilizationOperationBuilder.forClass(MemoryDomainList.class)
        .init(() -> list.configure(settings));
  }
}
