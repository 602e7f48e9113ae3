/** Files of exports at rest: stores, and the encryption over them. Knows nothing of Kafka and nothing of requests. */
package io.lethe.storage;
