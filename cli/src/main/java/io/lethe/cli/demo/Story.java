package io.lethe.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.lethe.cli.client.LetheClient;
import io.lethe.cli.samples.Checksum;
import io.lethe.cli.samples.SampleStores;
import io.lethe.config.LetheConfig;
import io.lethe.schemas.RequestCompleted;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the steps of the demo share: the running parts, and what was found so far. Used by one thread. */
final class Story {
    final Cast cast;
    /** The customers to erase; the last one over HTTP. */
    List<String> chosen = List.of();
    /** Rows of the chosen customers in each store, before and after. */
    Map<String, Long> before = Map.of();

    Map<String, Long> after = Map.of();
    /** What the stores hold of everybody else, before and after. */
    Map<String, Checksum> othersBefore = Map.of();

    Map<String, Checksum> othersAfter = Map.of();
    /** Customer of each request. */
    final Map<String, String> requests = new HashMap<>();
    /** How each request ended that did. */
    final Map<String, RequestCompleted> completions = new TreeMap<>();
    /** Status document of one request. */
    JsonNode status = MissingNode.getInstance();

    Story(Cast cast) {
        this.cast = cast;
    }

    /**
     * Who takes part.
     *
     * @param customers how many there are
     * @param erase how many are erased through the command topic; one more goes over HTTP
     * @param stores the sample stores
     * @param lethe the HTTP API
     * @param config Lethe's configuration: addresses and topic names
     * @param teller prints
     */
    record Cast(int customers, int erase, SampleStores stores, LetheClient lethe, LetheConfig config, Teller teller) {}
}
