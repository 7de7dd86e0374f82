package io.tetrarch.agents.mcp;

import io.tetrarch.agents.socket.GateDoor;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonParser;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonWriter;
import io.tetrarch.pbft.message.Hash;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Calls as runs of the gate's executor: the approval is used up before a call is made, and what came of it goes to the ledger.
 * For any number of threads.
 */
final class SocketRuns {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long SETTLE_SECONDS = 5;

    private final GateDoor door;
    /** Whoever tells of an end is registered meanwhile. */
    private final Phaser telling = new Phaser(1);

    SocketRuns(GateDoor door) {
        this.door = door;
    }

    /** What is decided otherwise than approved is asked about all the same: a tier may be observed only, which the gate knows. */
    ToolGate.Leave begin(SocketGate.Decided decided) {
        byte[] body = JsonWriter.compactBytes(JsonObject.builder()
                .put("decision", decided.index().orElseThrow())
                .build());
        try {
            GateDoor.Answer answer = door.post("/v1/runs", "", body, PATIENCE);
            JsonObject said = JsonParser.parseObject(answer.body(), JsonLimits.FILE);
            @Nullable String run = said.string("run");
            if (answer.status() == 201 && run != null && run.matches("[0-9a-z]+")) {
                return new ToolGate.Leave(
                        new ToolGate.Ruling(true, decided.ruling().explanation()),
                        (end, result) -> tell(run, end, result));
            }
            return decided.ruling().approved()
                    ? refused("it may not be run: " + said.string("detail"))
                    : closed(decided);
        } catch (IOException e) {
            return decided.ruling().approved()
                    ? refused("the approval could not be used up (" + e.getMessage() + ")")
                    : closed(decided);
        } catch (JsonRejected e) {
            return refused("what the gate answered cannot be read");
        }
    }

    private static ToolGate.Leave closed(SocketGate.Decided decided) {
        return new ToolGate.Leave(decided.ruling(), ToolRun.UNRECORDED);
    }

    private static ToolGate.Leave refused(String why) {
        return new ToolGate.Leave(new ToolGate.Ruling(false, why), ToolRun.UNRECORDED);
    }

    /** Not on the thread that passes messages on: the answer is the client's first. */
    private void tell(String run, ToolRun.End end, byte[] result) {
        telling.register();
        Thread.ofVirtual().name("tetrarch-mcp-receipt").start(() -> {
            try {
                GateDoor.Answer answer = door.post("/v1/runs/" + run + "/end", "", body(end, result), PATIENCE);
                if (answer.status() != 204) {
                    McpLog.dropped("proxy", "the gate took the end of a run with status " + answer.status());
                }
            } catch (IOException e) {
                McpLog.ended("telling of a run", e); // the gate's next start finds a run of unknown outcome
            } finally {
                telling.arriveAndDeregister();
            }
        });
    }

    private static byte[] body(ToolRun.End end, byte[] result) {
        JsonObject.Builder body = JsonObject.builder();
        switch (end) {
            case SUCCEEDED -> body.put("ending", "exited").put("exitCode", 0);
            case FAILED -> body.put("ending", "exited").put("exitCode", 1);
            case NOT_RUN -> body.put("ending", "failed");
            case UNKNOWN -> body.put("ending", "unknown");
        }
        JsonObject stdout = JsonObject.builder()
                .put("bytes", result.length)
                .put("sha3", Hash.sha3(result).toString())
                .build();
        return JsonWriter.compactBytes(body.put("stdout", stdout).build());
    }

    /** Waits for those that are telling of an end, for a while. */
    void settle() throws InterruptedException {
        try {
            telling.awaitAdvanceInterruptibly(telling.arrive(), SETTLE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            McpLog.ended("telling of runs", e);
        }
    }
}
