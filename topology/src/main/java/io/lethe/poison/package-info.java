/** Records that can never be taken: how they are told from those that cannot be read now, and what is kept of them. Steps and workers alike. */
package io.lethe.poison;
