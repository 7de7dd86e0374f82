package io.tetrarch.node.judge;

import io.tetrarch.gate.charter.CompiledCharter;
import io.tetrarch.gate.charter.Tier;
import io.tetrarch.gate.judge.Case;
import io.tetrarch.gate.judge.KnownPacks;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Terms;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.group.ClientMember;
import io.tetrarch.proof.group.Group;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads requests for the judges of one process. The replicas of an embedded cluster are handed the very same immutable
 * request, and a case is a function of it and of the charter alone, so it is read once for all of them. Each replica has
 * by then checked for itself that the action is the one its client signed; nothing of that is shared here, nor is any
 * judgement.
 */
public final class CaseReader {
    /** Cases kept: those of the latest requests. */
    private static final int KEPT = 1024;

    /** Longer actions are read by each judge anew, so that what is kept stays small. */
    private static final int LONGEST_KEPT_BYTES = 8 * 1024;

    private final KnownPacks knowledge;
    private final Map<Digest, String> clients;
    private final AtomicReferenceArray<@Nullable Read> kept = new AtomicReferenceArray<>(KEPT);

    /**
     * What an action is to a charter.
     *
     * @param subject with the tier that the request names
     * @param tier the one that the charter puts it in
     */
    record Reading(Case subject, Tier tier) {}

    /** Known by identity: the same objects, so nothing has to be compared. */
    private record Read(SignedRequest request, CompiledCharter charter, Reading reading) {
        @SuppressWarnings("ReferenceEquality") // an equal request that is another object is read once more
        boolean isOf(SignedRequest signed, CompiledCharter by) {
            return request == signed && charter == by;
        }
    }

    /** By the knowledge that comes with this gate. */
    public CaseReader(Group group) {
        this(group, KnownPacks.bundled());
    }

    /** @param knowledge that facts are derived by */
    public CaseReader(Group group, KnownPacks knowledge) {
        this.knowledge = knowledge;
        this.clients = group.clients().stream().collect(Collectors.toMap(ClientMember::keyId, ClientMember::name));
    }

    /** Who asks, by name; empty for nobody known. */
    String client(SignedRequest signed) {
        return clients.getOrDefault(signed.id().client(), "");
    }

    /** @throws JsonRejected if the action is not readable */
    Reading read(SignedRequest signed, CompiledCharter charter) throws JsonRejected {
        int slot = (int) Math.floorMod(signed.id().number(), (long) KEPT);
        Read known = kept.get(slot);
        if (known != null && known.isOf(signed, charter)) {
            return known.reading();
        }
        Terms terms = signed.request().terms();
        String client = client(signed);
        Action action = Action.parse(signed.action().readOnlyArray());
        Case subject = charter.charter()
                .caseOf(action, new Case.Terms(terms.tier(), terms.executor(), client, terms.principal()), knowledge);
        Reading reading = new Reading(subject, charter.tiers().of(subject));
        if (signed.action().size() <= LONGEST_KEPT_BYTES) {
            kept.set(slot, new Read(signed, charter, reading));
        }
        return reading;
    }
}
