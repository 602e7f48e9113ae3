/** Nulls to topics that services own, outside the transaction of the topology: a topic that is gone or forbidden may hold up its own service only. */
package io.lethe.tombstone;
