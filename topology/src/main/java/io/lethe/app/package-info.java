/** Starting and stopping: the one place that knows all parts. */
package io.lethe.app;
