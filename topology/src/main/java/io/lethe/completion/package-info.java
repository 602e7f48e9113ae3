/** Publishing step: the end of each request, and what its subject is told. */
package io.lethe.completion;
