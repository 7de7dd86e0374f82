package io.tetrarch.client.journal;

import io.tetrarch.client.journal.ExecutionJournal.Begun;
import io.tetrarch.client.journal.ExecutionJournal.Run;
import io.tetrarch.client.journal.ExecutionJournal.Stage;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Encoder;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.proof.ledger.CanonicalReader;
import io.tetrarch.proof.receipt.Receipt;
import io.tetrarch.proof.receipt.Receipt.Ending;
import io.tetrarch.proof.receipt.Receipt.Output;
import io.tetrarch.proof.receipt.Receipt.Span;
import io.tetrarch.proof.receipt.Shadow;
import java.util.Optional;

/**
 * What a journal has written down about a request that is used up, whole in each record: the latest one counts. One
 * without an end is {@link Stage.Lost} here; whether somebody is still at it does not stand in a journal.
 *
 * @param run empty where an early build wrote down no more than that the request is used up
 */
public record UsedRequest(RequestId request, Optional<Run> run) {
    private static final int BARE = 0;
    private static final int BEGUN = 1;
    private static final int ENDED = 2;
    private static final int FILED = 3;

    private static final int EXITED = 0;
    private static final int FAILED = 1;
    private static final int UNKNOWN = 2;

    static UsedRequest begun(Begun begun) {
        return of(new Run(begun, new Stage.Lost()));
    }

    /** @throws IllegalArgumentException if the receipt is of another run */
    static UsedRequest of(Run run) {
        receipt(run.stage()).ifPresent(receipt -> {
            if (!receipt.warrant().equals(run.begun().warrant())
                    || receipt.span().startedMillis() != run.begun().startedMillis()) {
                throw new IllegalArgumentException("the receipt is of another run than the one that request "
                        + run.begun().request().number() + " allowed");
            }
        });
        return new UsedRequest(run.begun().request(), Optional.of(run));
    }

    private static Optional<Receipt> receipt(Stage stage) {
        return switch (stage) {
            case Stage.Running running -> Optional.empty();
            case Stage.Lost lost -> Optional.empty();
            case Stage.Ended ended -> Optional.of(ended.receipt());
            case Stage.Filed filed -> Optional.of(filed.receipt());
        };
    }

    /** How much is known: of two records on a request the one that is further counts. */
    int progress() {
        return run.map(Run::stage).map(UsedRequest::progress).orElse(BARE);
    }

    private static int progress(Stage stage) {
        return switch (stage) {
            case Stage.Running running -> BEGUN;
            case Stage.Lost lost -> BEGUN;
            case Stage.Ended ended -> ENDED;
            case Stage.Filed filed -> FILED;
        };
    }

    /** Whether a receipt is still to be put on the ledger. */
    boolean isUnfiled() {
        return progress() == BEGUN || progress() == ENDED;
    }

    byte[] encode() {
        Encoder to = new Encoder().u8(progress()).digest(request.client()).u64(request.number());
        run.ifPresent(each -> {
            encode(to, each.begun());
            receipt(each.stage()).ifPresent(receipt -> encode(to, receipt));
            if (each.stage() instanceof Stage.Filed filed) {
                to.u64(filed.ledgerIndex());
            }
        });
        return to.toArray();
    }

    private static void encode(Encoder to, Begun begun) {
        Receipt.Warrant warrant = begun.warrant();
        to.digest(warrant.requestDigest())
                .digest(warrant.actionHash())
                .optional(
                        warrant.shadow(),
                        (out, shadow) ->
                                out.string(shadow.tier()).u8(shadow.outcome().code()))
                .u64(begun.startedMillis());
    }

    /** Warrant and start are those of the run. */
    private static void encode(Encoder to, Receipt receipt) {
        switch (receipt.ending()) {
            case Ending.Exited exited -> to.u8(EXITED).u32(exited.code());
            case Ending.Failed failed -> to.u8(FAILED);
            case Ending.Unknown unknown -> to.u8(UNKNOWN);
        }
        encode(to, receipt.output().stdout());
        encode(to, receipt.output().stderr());
        to.u64(receipt.span().endedMillis());
    }

    private static void encode(Encoder to, Output.Stream stream) {
        to.u64(stream.bytes()).digest(stream.digest());
    }

    /** @throws IllegalArgumentException if the bytes are not of this form */
    static UsedRequest decode(byte[] bytes) {
        CanonicalReader from = new CanonicalReader(bytes);
        int progress = from.u8();
        RequestId request = new RequestId(from.digest(), from.u64());
        Optional<Run> run = progress == BARE ? Optional.empty() : Optional.of(run(progress, request, from));
        from.end();
        return new UsedRequest(request, run);
    }

    private static Run run(int progress, RequestId request, CanonicalReader from) {
        Digest requestDigest = from.digest();
        Digest actionHash = from.digest();
        Optional<Shadow> shadow =
                from.optional(in -> new Shadow(in.string(), in.constant(Outcome.values(), Outcome::code)));
        Begun begun = new Begun(new Receipt.Warrant(request, requestDigest, actionHash, shadow), from.u64());
        return switch (progress) {
            case BEGUN -> new Run(begun, new Stage.Lost());
            case ENDED -> new Run(begun, new Stage.Ended(receipt(begun, from)));
            case FILED -> new Run(begun, new Stage.Filed(receipt(begun, from), from.u64()));
            default -> throw new IllegalArgumentException("expected a stage from 0 to 3, found " + progress);
        };
    }

    private static Receipt receipt(Begun begun, CanonicalReader from) {
        int how = from.u8();
        Ending ending = switch (how) {
            case EXITED -> new Ending.Exited(from.u32());
            case FAILED -> new Ending.Failed();
            case UNKNOWN -> new Ending.Unknown();
            default -> throw new IllegalArgumentException("expected an ending from 0 to 2, found " + how);
        };
        Output output = new Output(stream(from), stream(from));
        return new Receipt(begun.warrant(), ending, output, new Span(begun.startedMillis(), from.u64()));
    }

    private static Output.Stream stream(CanonicalReader from) {
        return new Output.Stream(from.u64(), from.digest());
    }
}
