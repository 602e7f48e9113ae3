package io.lethe.http;

/** Absolute URLs that are handed out. */
final class Urls {
    static final String API = "/api/v1";
    static final String DOWNLOADS = "/downloads/";
    private volatile String base = "";

    /** From here on URLs begin with this, which has no slash at its end. */
    void beginWith(String url) {
        base = url;
    }

    String download(String token) {
        return base + DOWNLOADS + token;
    }

    String status(String requestId) {
        return base + API + "/requests/" + requestId;
    }
}
