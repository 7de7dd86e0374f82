package io.tetrarch.agents.mcp;

import io.tetrarch.json.JsonRejected;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The calls that are with the server, by their ids, until it answers. For any number of threads. */
final class RunningCalls {
    private static final byte[] NOTHING = new byte[0];
    private static final Set<String> REFUSALS = Set.of("-32700", "-32600", "-32601", "-32602", "-32020");

    private final ToolPins pins;
    private final Map<String, Running> running = new HashMap<>();

    private record Running(String tool, ToolRun run) {}

    RunningCalls(ToolPins pins) {
        this.pins = pins;
    }

    void began(ToolCall call, ToolRun run) {
        @Nullable Running before;
        synchronized (this) {
            before = running.put(call.id(), new Running(call.tool(), run));
        }
        if (before != null) {
            before.run.ended(ToolRun.End.UNKNOWN, NOTHING); // two calls of one id: nobody knows whose answer will come
        }
    }

    /** A message of the server's, which may be an answer to one of them. */
    void heard(RawJson message, Envelope envelope) throws JsonRejected {
        if (!envelope.isAnswer()) {
            return;
        }
        @Nullable Running ended;
        synchronized (this) {
            ended = running.remove(envelope.id().orElse("null"));
        }
        if (ended == null) {
            return;
        }
        @Nullable RawJson result = message.member("result");
        @Nullable RawJson error = message.member("error");
        if (result != null) {
            ended.run.ended(end(ended.tool, result), result.bytes());
        } else {
            ended.run.ended(end(error), error == null ? NOTHING : error.bytes());
        }
    }

    /** Only a request that was refused as such was surely not run. */
    private static ToolRun.End end(@Nullable RawJson error) throws JsonRejected {
        @Nullable RawJson code = error == null ? null : error.member("code");
        return code != null && REFUSALS.contains(new String(code.bytes(), StandardCharsets.UTF_8))
                ? ToolRun.End.NOT_RUN
                : ToolRun.End.UNKNOWN;
    }

    /** Some servers answer with a result that they do not know the tool; then they have not told of it either. */
    private ToolRun.End end(String tool, RawJson result) throws JsonRejected {
        @Nullable RawJson flag = result.member("isError");
        boolean isError = flag != null && flag.isTrue();
        if (!isError) {
            return ToolRun.End.SUCCEEDED;
        }
        return pins.isKnown(tool) ? ToolRun.End.FAILED : ToolRun.End.NOT_RUN;
    }

    /** The client gave it up: its server need not answer any more. */
    void lost(String id) {
        @Nullable Running given;
        synchronized (this) {
            given = running.remove(id);
        }
        if (given != null) {
            given.run.ended(ToolRun.End.UNKNOWN, NOTHING);
        }
    }

    /** The server is gone. */
    void lostAll() {
        List<Running> all;
        synchronized (this) {
            all = List.copyOf(running.values());
            running.clear();
        }
        all.forEach(each -> each.run.ended(ToolRun.End.UNKNOWN, NOTHING));
    }
}
