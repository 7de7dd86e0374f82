package io.tetrarch.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** A reader of a stream of events. */
final class EventReader implements AutoCloseable {
    private final InputStream stream;
    private final BufferedReader lines;

    EventReader(Server server, HttpRequest.Builder request) throws Exception {
        HttpResponse<InputStream> response = server.client.send(request.build(), BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        stream = response.body();
        lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }

    /** The next event: its fields by name. */
    Map<String, String> next() throws IOException {
        Map<String, String> event = new HashMap<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty() && event.containsKey("event")) {
                return event;
            }
            int colon = line.indexOf(": ");
            if (colon > 0) {
                event.put(line.substring(0, colon), line.substring(colon + 2));
            }
        }
        return Map.of("event", "closed");
    }

    Map<String, String> next(String name) throws IOException {
        Map<String, String> event = next();
        while (!event.get("event").equals(name)) {
            assertThat(event.get("event")).isNotEqualTo("closed");
            event = next();
        }
        return event;
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
