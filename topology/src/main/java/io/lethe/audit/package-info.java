/** Publishing step: every decided event, once, without personal data. The topic is the event log. */
package io.lethe.audit;
