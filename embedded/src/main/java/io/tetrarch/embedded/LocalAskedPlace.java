package io.tetrarch.embedded;

import io.tetrarch.client.DecidedEntry;
import io.tetrarch.client.Decision;
import io.tetrarch.client.DecisionHandle;
import io.tetrarch.embedded.home.AskedRequests;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.proof.group.Group;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** In the process that the replicas run in: they can be looked at. */
record LocalAskedPlace(ClusterParts parts, Audience audience) implements AskedPlace {
    @Override
    public AskedRequests asked() {
        return parts.asked();
    }

    @Override
    public Digest client() {
        return parts.client().signer().client();
    }

    @Override
    public Group group(long epoch) {
        return parts.epochs().group(epoch);
    }

    @Override
    public Decision decision(DecidedEntry decided) {
        return parts.decision(decided);
    }

    @Override
    public long charterVersion() {
        return parts.agreed().charters().current().version();
    }

    @Override
    public long ledgerSize() throws IOException {
        return parts.ledger().size();
    }

    @Override
    public Optional<DecidedEntry> find(RequestId id, long from) throws IOException {
        return LedgerSearch.find(parts.ledger(), id, from);
    }

    @Override
    public List<DecisionHandle.Person> people(RequestId id) {
        return parts.approvals().pending().stream()
                .filter(each -> each.request().id().equals(id))
                .map(each -> new DecisionHandle.Person(each.judge(), each.device(), each.untilMillis()))
                .toList();
    }

    @Override
    public CompletableFuture<DecidedEntry> watch(CompletableFuture<DecidedEntry> answer, String tier) {
        return audience.outcomes().watch(answer, tier, parts::decision, audience.answers());
    }

    @Override
    public void notKept(Exception failure) {
        ClusterLog.askedNotKept(failure);
    }
}
