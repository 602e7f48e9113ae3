/** The catalogue of services: what a definition may say, what its topics must be, and how a change becomes active on every partition at once. */
package io.lethe.services;
