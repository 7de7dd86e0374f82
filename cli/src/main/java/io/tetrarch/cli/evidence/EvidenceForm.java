package io.tetrarch.cli.evidence;

import io.tetrarch.embedded.home.Inspection.Conviction;
import io.tetrarch.json.JsonCursor;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.ledger.EntryDecoder;
import java.util.Base64;
import java.util.Set;

/** Evidence as a file that is enough by itself, beside the group file: the entry's encoding, and what it says. */
final class EvidenceForm {
    static final String FORMAT = "tetrarch.evidence.v1";

    private EvidenceForm() {}

    static JsonObject of(Conviction conviction) {
        return of(conviction.evidence(), conviction.group());
    }

    /** @param group in the epoch that it is of */
    static JsonObject of(Evidence evidence, Group group) {
        Evidence.Slot slot = evidence.slot();
        return JsonObject.builder()
                .put("format", FORMAT)
                .put("group", group.id().toString())
                .put("replica", group.replicaNames().get(slot.replica()))
                .put("type", slot.type().name())
                .put("view", slot.view())
                .put("sequence", slot.sequence())
                .put("said", said(evidence))
                .put("canonical", Base64.getEncoder().encodeToString(new EvidenceEntry(evidence).encoded()))
                .build();
    }

    /** The two statements, shortly. */
    static String said(Evidence evidence) {
        return switch (evidence) {
            case Evidence.ConflictingVotes votes ->
                votes.first().digest() + " and " + votes.second().digest();
            case Evidence.ConflictingVerdicts verdicts ->
                verdicts.first().verdict().answer() + " and "
                        + verdicts.second().verdict().answer();
        };
    }

    static Evidence read(JsonCursor at) throws JsonRejected {
        if (!at.member("format").string().equals(FORMAT)) {
            throw at.member("format").rejected("expected " + FORMAT);
        }
        at.onlyMembers(Set.of("format", "group", "replica", "type", "view", "sequence", "said", "canonical"));
        JsonCursor canonical = at.member("canonical");
        try {
            Entry entry = EntryDecoder.decode(Bytes.wrap(Base64.getDecoder().decode(canonical.string())), Bytes.EMPTY);
            if (entry instanceof EvidenceEntry evidence) {
                return evidence.evidence();
            }
        } catch (IllegalArgumentException e) {
            throw canonical.rejected(String.valueOf(e.getMessage()));
        }
        throw canonical.rejected("expected evidence, found a decision");
    }
}
