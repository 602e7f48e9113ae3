/** What the workers beside the topology share: clients, reading values, dead letters, and the loop that polls, handles and starts again. */
package io.lethe.worker;
