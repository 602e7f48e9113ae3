/** Timers that survive for months: rows ordered by due time, drained in small portions. */
package io.lethe.timer;
