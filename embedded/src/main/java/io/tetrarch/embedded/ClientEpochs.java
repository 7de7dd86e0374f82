package io.tetrarch.embedded;

import io.tetrarch.client.request.GroupClient;
import io.tetrarch.crypto.authentication.Authenticator;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.node.observe.Work;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.proof.decision.ProofVerifier;
import io.tetrarch.proof.group.Group;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the client, who believes no replica, goes by in the epochs that its group has come to. For any thread. */
final class ClientEpochs {
    /** There is one client. */
    private static final int CLIENT = 0;

    private final FollowedLineage lineage;
    private final SignatureScheme scheme;
    private final Labour labour = new Labour();
    private final Map<Domain, Known> known = new ConcurrentHashMap<>();

    private record Known(GroupClient.Epoch epoch, ProofVerifier verifier) {}

    ClientEpochs(FollowedLineage lineage, SignatureScheme scheme) {
        this.lineage = lineage;
        this.scheme = scheme;
    }

    private Known known(FollowedLineage.Epoch epoch) {
        Domain domain = epoch.group().domain();
        Known before = known.get(domain);
        if (before != null) {
            return before;
        }
        known.keySet().removeIf(old -> lineage.begun(old).isEmpty());
        return known.computeIfAbsent(domain, first -> make(epoch));
    }

    private Known make(FollowedLineage.Epoch epoch) {
        Group group = epoch.group();
        Authenticator own = labour.add(CLIENT, new Authenticator(epoch.keys(), group.domain()));
        return new Known(new GroupClient.Epoch(group.configuration(0), own), new ProofVerifier(group, scheme));
    }

    /** In its present epoch. */
    Group group() {
        return lineage.latest().group();
    }

    /** @throws IllegalArgumentException if the group has not come to this epoch */
    Group group(long epoch) {
        return lineage.group(epoch);
    }

    /** Of proofs of the latest epoch and those before it. */
    ProofVerifier verifier() {
        return known(lineage.latest()).verifier();
    }

    /** In the latest epoch. */
    GroupClient.Epoch latest() {
        return known(lineage.latest()).epoch();
    }

    /** In an epoch that a replica has just begun. */
    GroupClient.Epoch in(Domain domain) {
        return known(lineage.begun(domain).orElse(lineage.latest())).epoch();
    }

    /** What checking the replicas' answers took. */
    Work work() {
        return labour.work();
    }
}
