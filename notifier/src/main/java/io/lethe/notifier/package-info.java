/** Tells subjects what happened to their requests: workers that read {@code privacy.notifications} and send mails or call a webhook. */
package io.lethe.notifier;
