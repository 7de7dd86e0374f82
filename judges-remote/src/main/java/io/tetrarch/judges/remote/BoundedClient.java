package io.tetrarch.judges.remote;

import dev.langchain4j.exception.HttpException;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpMethod;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** LangChain4j's transport over an {@link Exchange}, with its limits of time and size. */
final class BoundedClient implements HttpClient {

    private final Exchange exchange;
    private final String key;

    private BoundedClient(Exchange exchange, String key) {
        this.exchange = exchange;
        this.key = key;
    }

    /** The time limits are the exchange's; those that the library sets are the same. */
    static final class Builder implements HttpClientBuilder {
        private final Exchange exchange;
        private final String key;

        Builder(Exchange exchange) {
            this(exchange, "");
        }

        private Builder(Exchange exchange, String key) {
            this.exchange = exchange;
            this.key = key;
        }

        /** Sends this key with every question; an empty one is none. */
        Builder withKey(String bearer) {
            return new Builder(exchange, bearer);
        }

        @Override
        public Duration connectTimeout() {
            return Duration.ZERO;
        }

        @Override
        public HttpClientBuilder connectTimeout(Duration timeout) {
            return this;
        }

        @Override
        public Duration readTimeout() {
            return Duration.ZERO;
        }

        @Override
        public HttpClientBuilder readTimeout(Duration timeout) {
            return this;
        }

        @Override
        public HttpClient build() {
            return new BoundedClient(exchange, key);
        }
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) throws HttpException {
        if (request.method() != HttpMethod.POST) {
            throw new ServiceFailed(ServiceFailed.ERROR, "Models are asked with POST alone.");
        }
        Map<String, String> headers = new HashMap<>();
        request.headers().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        if (!key.isEmpty()) {
            headers.put("Authorization", "Bearer " + key);
        }
        Exchange.Reply reply =
                exchange.post(URI.create(request.url()), headers, request.body().getBytes(StandardCharsets.UTF_8));
        if (isRefusal(reply.status()) && mentions(reply.body(), "temperature")) {
            throw new TemperatureRefused();
        }
        if (reply.status() != 200) {
            throw new ServiceFailed(
                    ServiceFailed.ERROR, "The model's service answered with HTTP status " + reply.status() + ".");
        }
        return SuccessfulHttpResponse.builder()
                .statusCode(reply.status())
                .headers(reply.headers())
                .body(new String(reply.body(), StandardCharsets.UTF_8))
                .build();
    }

    /** Services refuse a parameter as a bad request, and name it in a text of their own. */
    private static boolean isRefusal(int status) {
        return status == 400 || status == 422;
    }

    private static boolean mentions(byte[] body, String word) {
        return new String(body, StandardCharsets.UTF_8).contains(word);
    }

    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        throw new UnsupportedOperationException("judges do not stream");
    }
}
