package io.github.ecsmetrics.agent.metrics;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/**
 * Passes on each garbage collection of this JVM. A thread of the JVM calls it, and no MBean server
 * is needed.
 */
final class GcListener implements NotificationListener {
  private final AllocatedBytes allocatedBytes;
  private final GcPauses pauses;

  private GcListener(AllocatedBytes allocatedBytes, GcPauses pauses) {
    this.allocatedBytes = allocatedBytes;
    this.pauses = pauses;
  }

  /** Starts to pass on collections. */
  static void listen(AllocatedBytes allocatedBytes, GcPauses pauses) {
    GcListener listener = new GcListener(allocatedBytes, pauses);
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      // Without the module jdk.management there are no notifications.
      if (!(collector instanceof NotificationEmitter)) continue;
      pauses.begin(collector.getName());
      ((NotificationEmitter) collector).addNotificationListener(listener, null, null);
    }
  }

  @Override
  public void handleNotification(Notification notification, Object handback) {
    CompositeData data = (CompositeData) notification.getUserData();
    GarbageCollectionNotificationInfo collection = GarbageCollectionNotificationInfo.from(data);
    GcInfo info = collection.getGcInfo();
    allocatedBytes.collected(info.getMemoryUsageBeforeGc(), info.getMemoryUsageAfterGc());
    pauses.collected(collection.getGcName(), info.getDuration());
  }
}
