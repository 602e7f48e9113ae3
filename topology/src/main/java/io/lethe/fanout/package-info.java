/** Publishing step: tasks for services, on their own topics. */
package io.lethe.fanout;
