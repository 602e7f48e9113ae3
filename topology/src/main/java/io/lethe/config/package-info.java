/** What an operator can set, where it comes from, and the refusal of everything that cannot be meant. */
package io.lethe.config;
