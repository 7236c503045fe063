package io.sixgate.james.spool;

import static io.sixgate.james.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class CrewTest {
  @Test
  void whoHangsKeepsNobodyWaitingAndIsNoMoreThanSome() throws Exception {
    Crew crew = new Crew(2, 2, Duration.ofMillis(100), "test");
    CountDownLatch gate = new CountDownLatch(1);
    for (int i = 0; i < 3; i++) {
      crew.execute(() -> await(gate));
    }
    AtomicBoolean ran = new AtomicBoolean();
    crew.execute(() -> ran.set(true));
    crew.adapt();
    assertFalse(ran.get(), "nobody hangs yet");
    eventually(
        () -> {
          crew.adapt();
          return ran.get();
        });
    for (int i = 0; i < 9; i++) {
      crew.execute(() -> await(gate));
    }
    eventually(
        () -> {
          crew.adapt();
          return crew.pool().getActiveCount() == 4;
        });
    gate.countDown();
    eventually(
        () -> {
          crew.adapt();
          return crew.pool().getActiveCount() == 0 && crew.pool().getCorePoolSize() == 2;
        });
    assertEquals(2, crew.pool().getMaximumPoolSize());
    crew.pool().shutdown();
  }

  private static void await(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
