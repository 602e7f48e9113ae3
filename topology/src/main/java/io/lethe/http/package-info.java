/** The HTTP endpoint: takes requests and commands, answers decisions, shows status. Every answer that is no success is a problem (RFC 9457). */
package io.lethe.http;
