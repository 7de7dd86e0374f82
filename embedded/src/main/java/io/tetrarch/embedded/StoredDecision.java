package io.tetrarch.embedded;

import io.tetrarch.client.DecidedEntry;
import io.tetrarch.client.Decision;
import io.tetrarch.crypto.dsse.Envelope;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Commit;
import io.tetrarch.pbft.message.CommitCertificate;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.pbft.message.Signatures;
import io.tetrarch.proof.decision.DecisionProof;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.ledger.CanonicalReader;
import io.tetrarch.proof.ledger.EntryDecoder;
import java.util.TreeMap;
import java.util.function.LongFunction;

/** A decision as its proof holds it, which this process, or an earlier one, had checked before it was kept. */
final class StoredDecision {
    private StoredDecision() {}

    /** @param groups by epoch */
    static Decision of(DecisionProof proof, LongFunction<Group> groups) {
        Group group = groups.apply(proof.group().title().epoch());
        DecisionEntry entry = (DecisionEntry) EntryDecoder.decode(proof.entry().canonical(), proof.action());
        DecidedEntry.Certified certified = new DecidedEntry.Certified(
                index -> proof.inclusion(), proof.header(), certificate(proof.commit(), group), 0);
        return new Decision(
                group, new DecidedEntry(entry, proof.inclusion().index(), certified, 0), version -> proof.amendments());
    }

    private static CommitCertificate certificate(Envelope envelope, Group group) {
        CanonicalReader from = new CanonicalReader(envelope.payload().readOnlyArray());
        from.domain();
        Commit commit = new Commit(from.u64(), from.u64(), from.digest());
        TreeMap<Integer, Bytes> signatures = new TreeMap<>();
        for (int replica = 0; replica < group.replicas().size(); replica++) {
            String key = Hash.sha3(group.replicas().get(replica).key().readOnlyArray())
                    .toString();
            for (Envelope.Signature each : envelope.signatures()) {
                if (each.keyId().equals(key)) {
                    signatures.put(replica, each.signature());
                }
            }
        }
        return new CommitCertificate(commit, new Signatures(signatures));
    }
}
