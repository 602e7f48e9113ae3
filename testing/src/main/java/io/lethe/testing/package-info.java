/**
 * Real brokers and a registry inside the test's own JVM, for integration tests of the other modules. Errors of the
 * cluster surface as unchecked exceptions: a test can do nothing about them.
 */
package io.lethe.testing;
