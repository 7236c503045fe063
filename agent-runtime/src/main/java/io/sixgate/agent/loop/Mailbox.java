package io.sixgate.agent.loop;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Triggers from any thread, taken by one; the same trigger twice before it is taken is once. */
final class Mailbox {

  private final Lock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private final Set<Trigger> waiting = EnumSet.noneOf(Trigger.class);
  private boolean closed;

  void put(Trigger trigger) {
    lock.lock();
    try {
      waiting.add(trigger);
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  EnumSet<Trigger> takeAll() {
    lock.lock();
    try {
      EnumSet<Trigger> taken = EnumSet.noneOf(Trigger.class);
      taken.addAll(waiting);
      waiting.clear();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /** Returns when there is a trigger, the box is closed or the time is over. */
  void await(long nanos) throws InterruptedException {
    lock.lock();
    try {
      long left = nanos;
      while (waiting.isEmpty() && !closed && left > 0) {
        left = news.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }
}
