package io.tetrarch.proof.receipt;

import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonWriter;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.proof.action.Action;
import java.util.Optional;

/**
 * What an executor says came of an action that it was allowed to run. It stands on the ledger as an action of its own
 * kind, signed by the executor (docs/execution.md).
 *
 * @param warrant what let it run
 */
public record Receipt(Warrant warrant, Ending ending, Output output, Span span) {
    /** The kind of action that a receipt is; no other action may have it. */
    public static final String KIND = "receipt";

    /** The tier that receipts alone are decided under; no charter may define it. */
    public static final String TIER = "receipt";

    /**
     * What let an action run.
     *
     * @param request that was decided
     * @param requestDigest of that request
     * @param actionHash of what is run
     * @param shadow present where the tier was in shadow mode
     */
    public record Warrant(RequestId request, Digest requestDigest, Digest actionHash, Optional<Shadow> shadow) {}

    /** How the run ended. */
    public sealed interface Ending {
        /** By itself, with this code: from 0 to 255 for a process. */
        record Exited(int code) implements Ending {}

        /** It could not be started, or broke off with an error of the executor's. */
        record Failed() implements Ending {}

        /** The executor died meanwhile, so nobody knows how much of it was done. */
        record Unknown() implements Ending {}
    }

    /** What the run wrote. */
    public record Output(Stream stdout, Stream stderr) {
        public static final Output NONE = new Output(Stream.EMPTY, Stream.EMPTY);

        /** @param digest SHA3-256 of all its bytes */
        public record Stream(long bytes, Digest digest) {
            public static final Stream EMPTY = of(new byte[0]);

            public static Stream of(byte[] content) {
                return new Stream(content.length, Hash.sha3(content));
            }
        }
    }

    /** By the executor's clock, in milliseconds of Unix time; an unknown ending has the time when it was noticed. */
    public record Span(long startedMillis, long endedMillis) {}

    public RequestId request() {
        return warrant.request();
    }

    public Digest requestDigest() {
        return warrant.requestDigest();
    }

    /** Whether the action is a receipt, well formed or not. */
    public static boolean isOne(Action action) {
        return KIND.equals(action.json().string("kind"));
    }

    /** As {@link #isOne(Action)}, for bytes that are canonical. */
    public static boolean isOne(Bytes action) {
        return ReceiptForm.begins(action);
    }

    /** @throws JsonRejected unless the action is exactly what {@link #toAction} makes of a receipt */
    public static Receipt of(Action action) throws JsonRejected {
        return ReceiptForm.read(action);
    }

    public Action toAction() {
        JsonObject form = ReceiptForm.of(this);
        try {
            return Action.parse(JsonWriter.compactBytes(form));
        } catch (JsonRejected e) {
            throw new IllegalStateException("a receipt is an action", e);
        }
    }
}
