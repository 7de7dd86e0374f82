package io.tetrarch.client.request;

import io.tetrarch.crypto.authentication.Authenticator;
import io.tetrarch.crypto.authentication.KnownGroup;
import io.tetrarch.crypto.authentication.MessageSigner;
import io.tetrarch.crypto.authentication.RequestSigner;
import io.tetrarch.crypto.tree.Frontier;
import io.tetrarch.crypto.tree.LedgerTree;
import io.tetrarch.pbft.Configuration;
import io.tetrarch.pbft.Limits;
import io.tetrarch.pbft.Timeouts;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Commit;
import io.tetrarch.pbft.message.CommitCertificate;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.pbft.message.Header;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.Signatures;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Terms;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** A group of four and its client, and what replicas that have them would say. */
final class TestGroup {
    private static final Domain DOMAIN = new Domain(Hash.sha3(new byte[] {1}), 1);

    private final KnownGroup known = new KnownGroup();

    Authenticator authenticator() {
        return new Authenticator(known.keyring, DOMAIN);
    }

    GroupClient client(RequestNumbers numbers, Consumer<SignedRequest> sent, Executor workers) {
        return client(numbers, sent, workers, Clocks.SYSTEM);
    }

    GroupClient client(RequestNumbers numbers, Consumer<SignedRequest> sent, Executor workers, Clocks clocks) {
        Configuration configuration = new Configuration(DOMAIN, 4, 0, Timeouts.DEFAULT, Limits.DEFAULT);
        return new GroupClient(
                new GroupClient.Client(new RequestSigner(known.client), numbers),
                new GroupClient.Epoch(configuration, authenticator()),
                sent,
                workers,
                clocks);
    }

    static Question question(int number) {
        Bytes action = Bytes.wrap(("{\"kind\":\"execute_tool\",\"tool\":\"fs_write\",\"path\":\"/tmp/report-" + number
                        + ".md\",\"bytes\":4096}")
                .getBytes(StandardCharsets.UTF_8));
        return new Question(
                action,
                Hash.sha3(action.readOnlyArray()),
                new Terms("runner", "standard", 1),
                60_000,
                Optional.empty());
    }

    static DecisionEntry approved(SignedRequest request) {
        return new DecisionEntry(request, Outcome.APPROVED, List.of());
    }

    /** The entries in one batch, the first of the ledger's. */
    static Batch batch(List<Entry> entries) {
        LedgerTree ledger = LedgerTree.from(Frontier.EMPTY);
        entries.forEach(entry -> ledger.append(entry.leafHash()));
        return new Batch(
                new Header(1, Header.genesis(DOMAIN), Batch.entriesRoot(entries), ledger.size(), ledger.root()),
                entries);
    }

    /** These replicas' commits on the digest. */
    CommitCertificate certificate(Digest digest, Integer... signers) {
        Commit commit = new Commit(0, 1, digest);
        TreeMap<Integer, Bytes> signatures = new TreeMap<>();
        for (int signer : signers) {
            signatures.put(signer, new MessageSigner(known.replicas.get(signer), DOMAIN).sign(commit));
        }
        return new CommitCertificate(commit, new Signatures(signatures));
    }

    /** As three replicas would certify it. */
    BatchReply reply(List<Entry> entries) {
        Batch batch = batch(entries);
        return new BatchReply(Frontier.EMPTY, List.of(batch), certificate(batch.digest(), 0, 1, 3), 3);
    }
}
