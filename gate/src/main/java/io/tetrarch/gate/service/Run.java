package io.tetrarch.gate.service;

import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Encoder;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.proof.ledger.CanonicalReader;
import java.util.Optional;

/**
 * An action that was approved, or decided in shadow mode, and what its executor has told of it since.
 *
 * @param digest of the request
 * @param executor who alone may run it
 * @param deadlineMillis after which it may not be begun any more
 * @param receipt empty while there is none: past the deadline nobody knows then whether it ran
 */
public record Run(RequestId request, Digest digest, String executor, long deadlineMillis, Optional<Reported> receipt) {
    /** How it ended. */
    public enum Ending {
        EXITED(0),
        FAILED(1),
        UNKNOWN(2);

        private final int code;

        Ending(int code) {
            this.code = code;
        }

        /** Its byte in the replicated state; never given to another ending. */
        int code() {
            return code;
        }
    }

    /**
     * A receipt that took effect.
     *
     * @param exitCode 0 unless it exited
     * @param ledgerIndex of the receipt's entry
     */
    public record Reported(Ending ending, int exitCode, long ledgerIndex) {}

    Run with(Reported reported) {
        return new Run(request, digest, executor, deadlineMillis, Optional.of(reported));
    }

    /** Without the client, by whom the runs are kept. */
    void encode(Encoder to) {
        to.u64(request.number())
                .digest(digest)
                .string(executor)
                .u64(deadlineMillis)
                .optional(
                        receipt,
                        (encoder, reported) -> encoder.u8(reported.ending().code())
                                .u32(reported.exitCode())
                                .u64(reported.ledgerIndex()));
    }

    static Run decode(Digest client, CanonicalReader from) {
        return new Run(
                new RequestId(client, from.u64()),
                from.digest(),
                from.string(),
                from.u64(),
                from.optional(reader ->
                        new Reported(reader.constant(Ending.values(), Ending::code), reader.u32(), reader.u64())));
    }
}
