/**
 * The one writer: verifies an input, decides, evolves, stores, and hands on what was decided. No other code writes a store.
 */
package io.lethe.request;
