package io.lethe.bench;

import io.lethe.app.Lethe;
import io.lethe.config.LetheConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.common.KafkaException;

/**
 * Lethe in a process of its own, as in production. Each line of its standard input asks for its {@link StoreLag}; it ends when its standard input does, so
 * that it never outlives what it was measured by.
 */
public final class EngineMain {
    static final String READY = "ready ";

    private EngineMain() {}

    /** Takes no arguments: settings come as system properties. */
    public static void main(String[] args) throws IOException {
        Lethe lethe = Lethe.start(LetheConfig.load(Map.of()));
        System.out.println(READY + lethe.httpUrl());
        System.exit(answer(lethe) ? 0 : 1);
    }

    private static boolean answer(Lethe lethe) throws IOException {
        try (lethe) {
            BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            while (questions.readLine() != null) {
                System.out.println(StoreLag.of(lethe.storeLags()).line());
            }
            return true;
        } catch (KafkaException e) {
            // Into the log. Whoever asked waits until there is an answer or no process.
            e.printStackTrace();
            return false;
        }
    }
}
