package io.lethe.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.lethe.cli.client.ProblemException;
import io.lethe.cli.client.UnreachableException;
import java.util.function.Supplier;

/** A call that changes something. Whoever does not learn whether it did is told how to find out. */
final class Changing {
    private Changing() {}

    /** The call's answer; {@code findOut} says what to do where there is none that decides it. */
    static JsonNode by(Supplier<JsonNode> call, String findOut) {
        try {
            return call.get();
        } catch (ProblemException e) {
            throw e.mayBeDone() ? unknown(e, findOut) : e;
        } catch (UnreachableException e) {
            throw e.mayBeDone() ? unknown(e, findOut) : e;
        }
    }

    private static CommandException unknown(RuntimeException e, String findOut) {
        return new CommandException(e.getMessage() + "\nWhether that was done is not known: " + findOut, e);
    }
}
