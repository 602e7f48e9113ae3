/** Lethe measured beside the limit of the machine and beside what one would build instead, in one run. */
package io.lethe.bench;
