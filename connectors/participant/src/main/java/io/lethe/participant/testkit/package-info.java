/** Tries a service's handlers as Lethe and a bad day would, with no broker and no test framework. */
package io.lethe.participant.testkit;
