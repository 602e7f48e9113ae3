/** Reads the stores and writes nothing. Locates first, then reads, and tells "not there" apart from "cannot be read now". */
package io.lethe.query;
