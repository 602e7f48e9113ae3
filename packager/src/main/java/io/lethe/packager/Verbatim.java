package io.lethe.packager;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;

/** JSON copied token by token, numbers as the texts that they came as: a number that is calculated with may lose digits, or be another one. */
final class Verbatim {
    private static final JsonFactory JSON = new JsonFactory();

    private Verbatim() {}

    /** Copies the value whose first token the parser stands on; it is left on the value's last. */
    static void copy(JsonParser from, JsonGenerator to) throws IOException {
        int depth = 0;
        do {
            JsonToken token = depth == 0 ? from.currentToken() : from.nextToken();
            if (token.isNumeric()) {
                to.writeNumber(from.getTextCharacters(), from.getTextOffset(), from.getTextLength());
            } else {
                to.copyCurrentEvent(from);
            }
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        } while (depth > 0);
    }

    /** The value as JSON; the parser moves as in {@link #copy}. */
    static String text(JsonParser from) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator to = JSON.createGenerator(text)) {
            copy(from, to);
        }
        return text.toString();
    }
}
