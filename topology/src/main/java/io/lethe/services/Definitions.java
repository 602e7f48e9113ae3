package io.lethe.services;

import io.lethe.config.Topics;
import io.lethe.schemas.Action;
import io.lethe.schemas.KeyFormat;
import io.lethe.schemas.ServiceDefinition;
import io.lethe.schemas.TombstoneTopic;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What a definition may say, by itself and beside the other services. Pure: what the topics really are is {@link ServiceChecks}' to find out. */
public final class Definitions {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");
    private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");
    private static final Duration LONGEST_TIMEOUT = Duration.ofDays(7);
    private static final int MAX_ATTEMPTS = 100;
    private static final int MAX_AFTER = 100;
    private static final int MAX_TOPICS = 20;
    private static final int MAX_OWNER = 200;

    /** Names of Lethe's own participants and workers, or such as would clash with a topic of its own. */
    private static final Set<String> RESERVED =
            Set.of("export-packager", "fragments", "lethe", "activator", "tombstones", "notifier");

    private static final Set<Action> ALLOWED =
            Set.of(Action.SOFT_DELETE, Action.RESTORE, Action.HARD_DELETE, Action.VERIFY, Action.EXPORT);

    private final Topics topics;
    private final String applicationId;

    /**
     * Rules of one deployment.
     *
     * @param applicationId prefix of its internal topics, which are no service's
     */
    public Definitions(Topics topics, String applicationId) {
        this.topics = topics;
        this.applicationId = applicationId;
    }

    /**
     * Everything that is wrong with a definition; empty: nothing.
     *
     * @param catalogue the services there are, by name; one of the same name is replaced
     */
    public List<Problem> check(ServiceDefinition definition, Map<String, ServiceDefinition> catalogue) {
        var problems = new ArrayList<>(checkAlone(definition));
        problems.addAll(ServiceOrder.check(definition, catalogue));
        return problems;
    }

    /** What stands against removing a service: others that wait for it. Open requests go on asking it. */
    public List<Problem> checkRemoval(String name, Map<String, ServiceDefinition> catalogue) {
        return ServiceOrder.checkRemoval(name, catalogue);
    }

    /** Whether a service could have this name. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** What is wrong whatever other services there are. */
    List<Problem> checkAlone(ServiceDefinition definition) {
        var problems = new ArrayList<Problem>();
        checkName(definition.getName(), problems);
        checkActions(definition, problems);
        checkTopics(definition.getTombstoneTopics(), problems);
        checkTimeout(definition.getAckTimeout(), problems);
        var attempts = definition.getMaxAttempts();
        if (attempts != null && (attempts < 1 || attempts > MAX_ATTEMPTS)) {
            problems.add(new Problem("maxAttempts", attempts + " is not from 1 to " + MAX_ATTEMPTS));
        }
        if (definition.getAfter().size() > MAX_AFTER) {
            problems.add(new Problem("after", "more than " + MAX_AFTER + " services"));
        }
        var owner = definition.getOwner();
        if (owner != null && (owner.length() > MAX_OWNER || owner.chars().anyMatch(Character::isISOControl))) {
            problems.add(
                    new Problem("owner", "expected at most " + MAX_OWNER + " characters without control characters"));
        }
        return problems;
    }

    private static void checkName(String name, List<Problem> problems) {
        if (!isName(name)) {
            problems.add(new Problem("name", "expected a-z, then at most 62 of a-z, 0-9 and -"));
        } else if (RESERVED.contains(name) || name.startsWith("lethe-")) {
            problems.add(new Problem("name", name + " is reserved for Lethe itself"));
        }
    }

    private static void checkActions(ServiceDefinition definition, List<Problem> problems) {
        var actions = definition.getActions();
        var distinct = new HashSet<>(actions);
        if (distinct.size() < actions.size()) {
            problems.add(new Problem("actions", "the same action twice"));
        }
        if (!ALLOWED.containsAll(distinct)) {
            problems.add(new Problem("actions", "expected only SOFT_DELETE, RESTORE, HARD_DELETE, VERIFY and EXPORT"));
        }
        if (distinct.contains(Action.SOFT_DELETE) && !distinct.contains(Action.RESTORE)) {
            problems.add(new Problem("actions", "SOFT_DELETE needs RESTORE: a cancelled erasure is taken back"));
        }
        if (distinct.contains(Action.VERIFY) && !distinct.contains(Action.HARD_DELETE)) {
            problems.add(new Problem("actions", "VERIFY needs HARD_DELETE: a residue is erased again"));
        }
        if (distinct.isEmpty() && definition.getTombstoneTopics().isEmpty()) {
            problems.add(new Problem("actions", "a service without tombstoneTopics needs at least one action"));
        }
    }

    private void checkTopics(List<TombstoneTopic> declared, List<Problem> problems) {
        if (declared.size() > MAX_TOPICS) {
            problems.add(new Problem("tombstoneTopics", "more than " + MAX_TOPICS + " topics"));
        }
        var seen = new HashSet<String>();
        for (int i = 0; i < declared.size(); i++) {
            var topic = declared.get(i).getTopic();
            var field = "tombstoneTopics[" + i + "]";
            if (!TOPIC.matcher(topic).matches() || topic.equals(".") || topic.equals("..")) {
                problems.add(new Problem(field + ".topic", "not the name of a topic"));
            } else if (isInternal(topic)) {
                problems.add(new Problem(field + ".topic", topic + " is a topic of Lethe or Kafka itself"));
            } else if (!seen.add(topic)) {
                problems.add(new Problem(field + ".topic", topic + " is named twice"));
            }
            if (declared.get(i).getKeyFormat() == KeyFormat.UNKNOWN) {
                problems.add(new Problem(field + ".keyFormat", "expected STRING, INT32, INT64 or UUID"));
            }
        }
    }

    /** A null in one of these would not erase a subject but break Lethe. */
    private boolean isInternal(String topic) {
        return topic.startsWith(topics.prefix()) || topic.startsWith(applicationId + "-") || topic.startsWith("__");
    }

    private static void checkTimeout(String text, List<Problem> problems) {
        if (text == null) {
            return;
        }
        try {
            var timeout = Duration.parse(text);
            if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
                problems.add(new Problem("ackTimeout", text + " is not above zero and at most " + LONGEST_TIMEOUT));
            }
        } catch (DateTimeParseException e) {
            problems.add(new Problem("ackTimeout", "not an ISO-8601 duration such as PT10M"));
        }
    }
}
