package io.lethe.http;

import io.lethe.schemas.AckOutcome;
import io.lethe.schemas.Action;
import java.time.Duration;
import java.util.function.BiFunction;

/** Where a request can stand, and how a subject's request gets there over HTTP. */
enum Situation {
    QUEUED((lethe, subject) -> {
        lethe.erase(subject, "\"services\":[\"crm\"]");
        return lethe.erase(subject).text("requestId");
    }),
    COALESCED((lethe, subject) -> {
        lethe.erase(subject);
        return lethe.erase(subject).text("requestId");
    }),
    COALESCED_DISPATCHED((lethe, subject) -> {
        lethe.erase(subject, "\"gracePeriod\":\"PT1H\"");
        String id = lethe.erase(subject).text("requestId");
        lethe.pass(Duration.ofHours(2));
        return id;
    }),
    SOFT_DELETING((lethe, subject) -> lethe.erase(subject).text("requestId")),
    SOFT_DELETE_FAILED((lethe, subject) -> {
        String id = lethe.erase(subject).text("requestId");
        lethe.fail(subject, "orders", "BROKEN");
        return id;
    }),
    GRACE((lethe, subject) -> {
        String id = lethe.erase(subject).text("requestId");
        lethe.answer(subject, "orders", AckOutcome.DONE);
        return id;
    }),
    AWAITING_EXPORT((lethe, subject) -> {
        lethe.export(subject);
        String id = lethe.erase(subject, "\"gracePeriod\":\"PT1H\"").text("requestId");
        lethe.pass(Duration.ofHours(2));
        return id;
    }),
    ON_HOLD((lethe, subject) -> {
        lethe.hold(subject, "case-7", "\"reason\":\"court\"");
        return lethe.eraseNow(subject).text("requestId");
    }),
    HARD_DELETING((lethe, subject) -> lethe.eraseNow(subject).text("requestId")),
    HELD_HALFWAY((lethe, subject) -> {
        String id = lethe.eraseNow(subject).text("requestId");
        lethe.hold(subject, "case-8", "\"reason\":\"court\",\"services\":[\"crm\"]");
        return id;
    }),
    FAILED((lethe, subject) -> {
        String id = lethe.eraseNow(subject).text("requestId");
        lethe.answer(subject, "orders", AckOutcome.DONE);
        lethe.fail(subject, "crm", "BROKEN");
        return id;
    }),
    VERIFYING((lethe, subject) -> {
        String id = lethe.eraseNow(subject).text("requestId");
        lethe.answer(subject, "orders", AckOutcome.DONE);
        lethe.answer(subject, "crm", AckOutcome.NOT_FOUND);
        return id;
    }),
    RESIDUE((lethe, subject) -> {
        String id = VERIFYING.reach(lethe, subject);
        for (int round = 1; round <= 3; round++) {
            lethe.pass(Duration.ofHours(25));
            lethe.answer(subject, "orders", AckOutcome.DONE, 7, null);
            if (round < 3) {
                lethe.answer(subject, "orders", AckOutcome.DONE);
            }
        }
        return id;
    }),
    RESTORING((lethe, subject) -> {
        String id = GRACE.reach(lethe, subject);
        lethe.pass(Duration.ofMillis(1));
        lethe.act(id, "cancel", "{\"reason\":\"changed my mind\"}");
        return id;
    }),
    EXTENDED((lethe, subject) -> {
        String id = GRACE.reach(lethe, subject);
        lethe.pass(Duration.ofMillis(1));
        lethe.act(id, "extend", "{\"reason\":\"complex\"}");
        return id;
    }),
    OVERDUE((lethe, subject) -> {
        String id = HARD_DELETING.reach(lethe, subject);
        lethe.pass(Duration.ofDays(32));
        return id;
    }),
    COLLECTING((lethe, subject) -> lethe.export(subject).text("requestId")),
    COLLECTING_FAILED((lethe, subject) -> {
        String id = lethe.export(subject).text("requestId");
        lethe.fail(subject, "orders", "BROKEN");
        return id;
    }),
    PACKAGING((lethe, subject) -> {
        String id = lethe.export(subject).text("requestId");
        lethe.answer(subject, "orders", AckOutcome.DONE);
        return id;
    }),
    READY((lethe, subject) -> {
        String id = PACKAGING.reach(lethe, subject);
        lethe.answer(subject, "export-packager", AckOutcome.DONE);
        return id;
    }),
    EXPIRED((lethe, subject) -> {
        String id = READY.reach(lethe, subject);
        lethe.pass(Duration.ofMillis(1));
        lethe.act(id, "expire", null);
        return id;
    }),
    COMPLETED((lethe, subject) -> {
        String id = lethe.eraseNow(subject, "\"services\":[\"crm\"]").text("requestId");
        lethe.answer(subject, "crm", AckOutcome.DONE);
        return id;
    }),
    EXEMPTED((lethe, subject) -> {
        String id = lethe.eraseNow(subject, "\"services\":[\"crm\"]").text("requestId");
        lethe.answer(subject, "crm", AckOutcome.EXEMPT, 0, "TAX_LAW");
        return id;
    }),
    CANCELLED((lethe, subject) -> {
        String id = RESTORING.reach(lethe, subject);
        lethe.answer(subject, "orders", AckOutcome.DONE);
        return id;
    }),
    REJECTED((lethe, subject) -> {
        String id = lethe.erase(subject, "\"services\":[\"crm\"]").text("requestId");
        lethe.pass(Duration.ofMillis(1));
        lethe.act(id, "reject", "{\"reason\":\"not them\"}");
        return id;
    }),
    REFUSED((lethe, subject) ->
            lethe.erase(subject, "\"services\":[\"nobody\"]").text("requestId")),
    FORGOTTEN((lethe, subject) -> {
        String id = COMPLETED.reach(lethe, subject);
        lethe.pass(Duration.ofDays(8));
        return id;
    });

    @SuppressWarnings("ImmutableEnumChecker") // the steps hold nothing
    private final BiFunction<HttpFixture, String, String> steps;

    Situation(BiFunction<HttpFixture, String, String> steps) {
        this.steps = steps;
    }

    /** Services that the situations are told with. */
    static HttpFixture company(HttpFixture lethe) {
        return lethe.service(
                        "orders", Action.SOFT_DELETE, Action.RESTORE, Action.HARD_DELETE, Action.VERIFY, Action.EXPORT)
                .service("crm", Action.HARD_DELETE);
    }

    /** Brings a new subject's request there; the id of the request. */
    String reach(HttpFixture lethe, String subject) {
        return steps.apply(lethe, subject);
    }
}
