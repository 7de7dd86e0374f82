package io.tetrarch.agents.mcp;

import io.tetrarch.json.JsonRejected;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A server that is reached by Streamable HTTP. A request that gets no answer, because the server refuses it, ends its stream
 * or is gone, is answered here with an error, so that nobody waits for ever.
 */
public final class RemoteDownstream implements Downstream {
    private static final int LONGEST = 64 * 1024 * 1024;
    private static final int MOST_RESUMPTIONS = 5;

    private final RemoteRequests requests;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile @Nullable MessageSink heard;
    private volatile @Nullable Runnable atEnd;
    private volatile @Nullable InputStream stream;

    RemoteDownstream(RemoteRequests requests) {
        this.requests = requests;
    }

    /** Nothing is sent before the first message. */
    public static RemoteDownstream of(RemoteAddress address) {
        return new RemoteDownstream(new RemoteRequests(address));
    }

    @Override
    public void listen(MessageSink sink, Runnable end) {
        heard = sink;
        atEnd = end;
    }

    @Override
    public void send(byte[] message) throws IOException {
        Envelope envelope;
        try {
            envelope = Envelope.of(RawJson.of(message));
        } catch (JsonRejected e) {
            throw new IOException(e.problem());
        }
        if (envelope.isRequest()) {
            Thread.ofVirtual().name("tetrarch-mcp-request").start(() -> ask(message, envelope));
            return;
        }
        try {
            // before the next message is sent: a server may need to have heard that its client is ready
            HttpResponse<InputStream> response = requests.post(message, envelope);
            response.body().close();
            if (response.statusCode() >= 400) {
                McpLog.dropped("client", "the server answered with HTTP status " + response.statusCode());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        if (envelope.method().equals(Optional.of("notifications/initialized"))) {
            Thread.ofVirtual().name("tetrarch-mcp-stream").start(this::hear);
        }
    }

    private void ask(byte[] message, Envelope envelope) {
        String id = envelope.id().orElseThrow();
        try {
            if (!answered(message, envelope)) {
                pass(RpcError.of(id, RpcError.INTERNAL, "the server ended its stream before it answered"));
            }
        } catch (IOException e) {
            refuse(id, RpcError.INTERNAL, "the server cannot be reached: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean answered(byte[] message, Envelope envelope) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = requests.post(message, envelope);
        try (InputStream body = response.body()) {
            if (!RemoteRequests.isStream(response)) {
                return answeredAtOnce(response, body, envelope);
            }
            EventReader events = new EventReader(body);
            return passed(events, envelope) || resumed(events.lastId(), envelope);
        }
    }

    /** A stream that a server ends early is taken up again where it gave its events ids. */
    private boolean resumed(Optional<String> lastId, Envelope asked) throws IOException, InterruptedException {
        Optional<String> last = lastId;
        for (int i = 0; i < MOST_RESUMPTIONS && last.isPresent() && !ended.get(); i++) {
            requests.rest();
            HttpResponse<InputStream> response = requests.stream(last);
            try (InputStream body = response.body()) {
                if (!RemoteRequests.isStream(response)) {
                    return false;
                }
                EventReader events = new EventReader(body);
                if (passed(events, asked)) {
                    return true;
                }
                last = events.lastId().or(() -> lastId);
            }
        }
        return false;
    }

    /** Passes on what comes; true if the answer was among it. */
    private boolean passed(EventReader events, Envelope asked) throws IOException {
        for (byte[] data = events.next(); data != null; data = events.next()) {
            boolean isLast = isAnswer(data, asked);
            if (isLast) {
                requests.answered(asked, data);
            }
            if (pass(data) && isLast) {
                return true;
            }
        }
        return false;
    }

    private boolean answeredAtOnce(HttpResponse<?> response, InputStream body, Envelope envelope) throws IOException {
        byte[] message = body.readNBytes(LONGEST);
        if (isAnswer(message, envelope)) {
            requests.answered(envelope, message);
            return pass(message);
        }
        boolean isProbe = envelope.method().equals(Optional.of("server/discover"));
        // a server from before 2026-07-28 knows no such method, however it words that
        return pass(RpcError.of(
                envelope.id().orElseThrow(),
                isProbe && response.statusCode() >= 400 ? RpcError.NO_SUCH_METHOD : RpcError.INTERNAL,
                "the server answered with HTTP status " + response.statusCode()
                        + (response.statusCode() >= 400 ? "" : " and no answer")));
    }

    /** What the server says without having been asked; a server that has no such stream says so, once. */
    private void hear() {
        Optional<String> last = Optional.empty();
        try {
            while (!ended.get()) {
                HttpResponse<InputStream> response = requests.stream(last);
                try (InputStream body = response.body()) {
                    if (!RemoteRequests.isStream(response)) {
                        return;
                    }
                    stream = body;
                    EventReader events = new EventReader(body);
                    for (byte[] data = events.next(); data != null; data = events.next()) {
                        pass(data);
                    }
                    last = events.lastId();
                }
                requests.rest();
            }
        } catch (IOException e) {
            McpLog.ended("server's stream", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isAnswer(byte[] message, Envelope asked) {
        try {
            return Envelope.of(RawJson.of(message)).answers(asked.id().orElseThrow());
        } catch (JsonRejected e) {
            return false;
        }
    }

    /** Whether it is a message. */
    private boolean pass(byte[] message) throws IOException {
        @Nullable MessageSink sink = heard;
        if (sink == null || ended.get()) {
            throw new IOException("nobody listens any more");
        }
        try {
            sink.send(OneLine.of(message));
            return true;
        } catch (JsonRejected e) {
            McpLog.dropped("server", e.problem());
            return false;
        }
    }

    private void refuse(String id, int code, String problem) {
        try {
            pass(RpcError.of(id, code, problem));
        } catch (IOException e) {
            McpLog.ended("client", e);
        }
    }

    /** Takes leave of the server. */
    @Override
    public void finish() {
        if (ended.compareAndSet(false, true)) {
            requests.leave();
            endStream();
            @Nullable Runnable end = atEnd;
            if (end != null) {
                end.run();
            }
        }
    }

    private void endStream() {
        @Nullable InputStream open = stream;
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            McpLog.ended("server's stream", e);
        }
    }

    @Override
    public void close() {
        finish();
    }
}
