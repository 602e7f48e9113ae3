package io.lethe.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.javalin.http.Context;
import io.lethe.app.Http.Answer;
import io.lethe.lifecycle.Policy;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Places of followers are given back. */
class FollowerTest {
    private static final int MORE_THAN_THERE_ARE = 40;

    @TempDir
    private Path directory;

    @Test
    void shouldNotFollowForACallWithoutContent() throws IOException {
        try (HttpFixture lethe = Situation.company(new HttpFixture(directory, Policy.defaults()))) {
            String path = HttpFixture.REQUESTS + "/" + lethe.erase("a").text("requestId");
            String ended = HttpFixture.REQUESTS + "/" + Situation.COMPLETED.reach(lethe, "b");

            for (int i = 0; i < MORE_THAN_THERE_ARE; i++) {
                Answer head = lethe.http.call("HEAD", path, null, "Accept", "text/event-stream");
                assertThat(head.status()).isEqualTo(200);
                assertThat(head.header("Content-Type")).isEqualTo("application/json");
                assertThat(head.header("ETag")).isEqualTo(lethe.http.get(path).header("ETag"));
            }
            assertThat(lethe.http.get(ended, "Accept", "text/event-stream").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void shouldGiveThePlaceOfACallerBackWhoHasGoneBeforeTheFirstByte() throws Exception {
        try (Follower follower = new Follower(null)) {
            Context gone = gone();

            for (int i = 0; i < MORE_THAN_THERE_ARE; i++) {
                assertThatThrownBy(() -> follower.follow(gone, UUID.randomUUID()))
                        .isExactlyInstanceOf(IOException.class);
            }
        }
    }

    /** A call whose answer cannot be written. */
    private static Context gone() throws NoSuchMethodException {
        Class<?> response = Context.class.getMethod("res").getReturnType();
        Object broken = proxy(response, (self, method, arguments) -> {
            if (method.getName().equals("flushBuffer")) {
                throw new IOException("the caller has gone");
            }
            return null;
        });
        return (Context) proxy(Context.class, (self, method, arguments) -> switch (method.getName()) {
            case "header" -> "text/event-stream";
            case "res" -> broken;
            default -> throw new AssertionError(method);
        });
    }

    private static Object proxy(Class<?> type, InvocationHandler handler) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
    }
}
