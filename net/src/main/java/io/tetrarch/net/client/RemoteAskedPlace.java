package io.tetrarch.net.client;

import io.tetrarch.client.DecidedEntry;
import io.tetrarch.client.Decision;
import io.tetrarch.client.DecisionHandle;
import io.tetrarch.embedded.AskedPlace;
import io.tetrarch.embedded.home.AskedRequests;
import io.tetrarch.embedded.home.ClientFolder;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.proof.group.Group;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Far from the replicas: what was decided they tell again when they are asked again, and whom they ask they keep to themselves. */
record RemoteAskedPlace(ClientFolder home, AskedRequests asked) implements AskedPlace {
    private static final System.Logger LOG = System.getLogger("io.tetrarch.net");

    @Override
    public Digest client() {
        return home.self().keyId();
    }

    @Override
    public Group group(long epoch) {
        return home.group();
    }

    @Override
    public Decision decision(DecidedEntry decided) {
        return new Decision(home.group(), decided, version -> List.of());
    }

    @Override
    public long charterVersion() {
        return home.group().charter().rules().version();
    }

    @Override
    public long ledgerSize() {
        return 0;
    }

    @Override
    public Optional<DecidedEntry> find(RequestId id, long from) {
        return Optional.empty();
    }

    @Override
    public List<DecisionHandle.Person> people(RequestId id) {
        return List.of();
    }

    @Override
    public CompletableFuture<DecidedEntry> watch(CompletableFuture<DecidedEntry> answer, String tier) {
        return answer;
    }

    @Override
    public void notKept(Exception failure) {
        LOG.log(System.Logger.Level.WARNING, () -> "what came of a request could not be kept: " + failure.getMessage());
    }
}
