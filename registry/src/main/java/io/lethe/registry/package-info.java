/** A schema registry for development and tests on one machine, behind the REST paths that Confluent's clients use. */
package io.lethe.registry;
