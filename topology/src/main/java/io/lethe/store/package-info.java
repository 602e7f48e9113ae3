/**
 * The rows of the stores and their binary form: compact, versioned by a leading byte, older versions stay readable.
 */
package io.lethe.store;
