package io.tetrarch.wire;

import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.EntryShape;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.pbft.message.Header;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.VerdictVote;
import io.tetrarch.wire.schema.BatchMessage;
import io.tetrarch.wire.schema.DecisionEntryMessage;
import io.tetrarch.wire.schema.EntryMessage;
import io.tetrarch.wire.schema.HeaderMessage;
import io.tetrarch.wire.schema.OutcomeCode;
import io.tetrarch.wire.schema.VerdictVoteMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Batches with their headers and entries. */
record BatchCodec(Checks checks, RequestCodec requests, EvidenceCodec evidence) {
    static BatchMessage encode(Batch batch) {
        BatchMessage.Builder to = BatchMessage.newBuilder().setHeader(encode(batch.header()));
        for (Entry entry : batch.entries()) {
            to.addEntries(encode(entry));
        }
        return to.build();
    }

    static HeaderMessage encode(Header header) {
        return HeaderMessage.newBuilder()
                .setSequence(header.sequence())
                .setParent(Checks.bytes(header.parent()))
                .setEntriesRoot(Checks.bytes(header.entriesRoot()))
                .setLedgerSize(header.ledgerSize())
                .setLedgerRoot(Checks.bytes(header.ledgerRoot()))
                .build();
    }

    static DecisionEntryMessage encode(DecisionEntry decision) {
        return DecisionEntryMessage.newBuilder()
                .setRequest(RequestCodec.encode(decision.request()))
                .setOutcome(encode(decision.outcome()))
                .addAllVerdicts(
                        decision.verdicts().stream().map(RequestCodec::encode).toList())
                .build();
    }

    private static EntryMessage encode(Entry entry) {
        return switch (entry) {
            case DecisionEntry decision ->
                EntryMessage.newBuilder().setDecision(encode(decision)).build();
            case EvidenceEntry accused ->
                EntryMessage.newBuilder()
                        .setEvidence(EvidenceCodec.encode(accused.evidence()))
                        .build();
        };
    }

    Batch decode(BatchMessage from) throws MalformedException {
        checks.known(from);
        checks.count(from.getEntriesCount(), 0, checks.limits().elements(), "entries");
        return new Batch(
                decode(checks.known(from.hasHeader(), from.getHeader())),
                checks.list(from.getEntriesList(), this::decode));
    }

    Header decode(HeaderMessage from) throws MalformedException {
        return new Header(
                checks.number(from.getSequence(), "sequence"),
                checks.digest(from.getParent(), "parent"),
                checks.digest(from.getEntriesRoot(), "entries_root"),
                checks.number(from.getLedgerSize(), "ledger_size"),
                checks.digest(from.getLedgerRoot(), "ledger_root"));
    }

    private Entry decode(EntryMessage from) throws MalformedException {
        checks.known(from);
        Entry entry = switch (from.getEntryCase()) {
            case DECISION -> decode(checks.known(from.getDecision()));
            case EVIDENCE -> new EvidenceEntry(evidence.decode(from.getEvidence()));
            case ENTRY_NOT_SET -> throw Checks.noneOf(from);
        };
        requireShape(entry);
        return entry;
    }

    private void requireShape(Entry entry) throws MalformedException {
        Optional<String> flaw = EntryShape.flaw(entry, checks.limits().replicas());
        if (flaw.isPresent()) {
            throw new MalformedException("entry: " + flaw.get());
        }
    }

    /** One that comes alone. */
    DecisionEntry decodeAlone(DecisionEntryMessage from) throws MalformedException {
        DecisionEntry entry = decode(checks.known(from));
        requireShape(entry);
        return entry;
    }

    private DecisionEntry decode(DecisionEntryMessage from) throws MalformedException {
        List<VerdictVote> verdicts = new ArrayList<>();
        for (VerdictVoteMessage each : from.getVerdictsList()) {
            verdicts.add(requests.decode(each));
        }
        return new DecisionEntry(
                requests.decode(checks.known(from.hasRequest(), from.getRequest())),
                decode(from.getOutcome()),
                verdicts);
    }

    private static OutcomeCode encode(Outcome outcome) {
        return switch (outcome) {
            case APPROVED -> OutcomeCode.OUTCOME_APPROVED;
            case DENIED -> OutcomeCode.OUTCOME_DENIED;
            case EXPIRED -> OutcomeCode.OUTCOME_EXPIRED;
        };
    }

    private static Outcome decode(OutcomeCode from) throws MalformedException {
        return switch (from) {
            case OUTCOME_APPROVED -> Outcome.APPROVED;
            case OUTCOME_DENIED -> Outcome.DENIED;
            case OUTCOME_EXPIRED -> Outcome.EXPIRED;
            case OUTCOME_UNSPECIFIED, UNRECOGNIZED -> throw new MalformedException("outcome is of no known kind");
        };
    }
}
