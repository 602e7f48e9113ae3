/** Lethe's own keys and what is made with them: task tokens, tags on its own commands, request ids, hashes of free text. */
package io.lethe.keys;
