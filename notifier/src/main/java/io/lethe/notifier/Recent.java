package io.lethe.notifier;

import java.util.LinkedHashMap;
import java.util.Map;

/** What this process sent last: a record that comes again because its offset was not committed is not sent again. Used by one thread at a time. */
final class Recent {
    private static final int MOST = 10_000;

    private final Map<String, Boolean> ids = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST;
        }
    };

    boolean contains(String notificationId) {
        return ids.containsKey(notificationId);
    }

    void add(String notificationId) {
        ids.put(notificationId, true);
    }
}
