package io.tetrarch.simulator.conformance;

import io.tetrarch.pbft.LedgerTip;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Checkpoint;
import io.tetrarch.pbft.message.CheckpointCertificate;
import io.tetrarch.pbft.message.Commit;
import io.tetrarch.pbft.message.CommitCertificate;
import io.tetrarch.pbft.message.Committed;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.pbft.message.Header;
import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.Prepare;
import io.tetrarch.pbft.message.PreparedCertificate;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.pbft.message.Signatures;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.StateRoot;
import io.tetrarch.pbft.message.Statement;
import io.tetrarch.pbft.message.Terms;
import io.tetrarch.pbft.message.Validity;
import io.tetrarch.pbft.message.Verdict;
import io.tetrarch.pbft.message.VerdictVote;
import io.tetrarch.pbft.message.Verdicts;
import io.tetrarch.simulator.conformance.ModelStep.Certificate;
import io.tetrarch.simulator.conformance.ModelStep.Chain;
import io.tetrarch.simulator.key.KeyAuthority;
import io.tetrarch.simulator.key.SymbolicScheme;
import io.tetrarch.simulator.model.ModelService;
import io.tetrarch.simulator.model.ModelTip;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * What the model leaves out, made: for each chain of its batches the headers, bodies, states and certificates that a core
 * can be given. Each batch of the model is one approved request.
 */
final class Material {
    static final int REPLICAS = 4;
    /** Leads every view of the model, and follows no rule. */
    static final int TRAITOR = 0;

    static final long NOW_MILLIS = 1_000;
    private static final long DEADLINE_MILLIS = 60_000;

    private final KeyAuthority notary = new KeyAuthority(new SymbolicScheme(), REPLICAS, 1);
    private final SortedMap<Chain, Batch> batches = new TreeMap<>();
    private final SortedMap<Digest, Chain> chains = new TreeMap<>();

    Domain domain() {
        return notary.domain();
    }

    /** A view of the model is the view of the same leader, the traitor, so many rounds later. */
    static long view(long ofModel) {
        return ofModel * REPLICAS;
    }

    Bytes sign(int replica, Statement statement) {
        return notary.sign(replica, domain(), statement);
    }

    <M extends Message> Signed<M> signed(int replica, M message) {
        return new Signed<>(replica, message, sign(replica, message));
    }

    /** The batch at the end of a chain. */
    Batch batch(Chain chain) {
        Batch known = batches.get(chain);
        if (known == null) {
            known = make(chain);
            batches.put(chain, known);
            chains.put(known.digest(), chain);
        }
        return known;
    }

    /** All batches of a chain. */
    List<Batch> upTo(Chain chain) {
        List<Batch> all = new ArrayList<>();
        for (int length = 1; length <= chain.length(); length++) {
            all.add(batch(new Chain(chain.batches().subList(0, length))));
        }
        return all;
    }

    private Batch make(Chain chain) {
        List<Batch> before = upTo(new Chain(chain.batches().subList(0, chain.length() - 1)));
        LedgerTip ledger = ModelTip.EMPTY;
        for (Batch batch : before) {
            ledger = ledger.append(batch.entries());
        }
        List<Entry> entries = List.of(approved(chain.batches().getLast()));
        LedgerTip after = ledger.append(entries);
        Digest parent =
                before.isEmpty() ? Header.genesis(domain()) : before.getLast().digest();
        return new Batch(
                new Header(chain.length(), parent, Batch.entriesRoot(entries), after.size(), after.root()), entries);
    }

    private DecisionEntry approved(String name) {
        byte[] action = ("{\"do\":\"" + name + "\"}").getBytes(StandardCharsets.UTF_8);
        Request request = new Request(
                domain(),
                new RequestId(notary.client(0), name.charAt(0)),
                Hash.sha3(action),
                new Terms("executor", "standard", 1),
                new Validity(NOW_MILLIS, DEADLINE_MILLIS),
                Optional.empty());
        SignedRequest signed = notary.sign(0, request, Bytes.wrap(action));
        List<VerdictVote> votes = new ArrayList<>();
        for (int replica = 1; replica < REPLICAS; replica++) {
            Verdicts verdicts =
                    new Verdicts(List.of(new Verdict(signed.digest(), Answer.APPROVE, "judge", 1, "code", "because")));
            votes.addAll(verdicts.votes(replica, sign(replica, verdicts)));
        }
        return new DecisionEntry(signed, Outcome.APPROVED, votes);
    }

    /** The header that a digest names, if it was made here. */
    Optional<Chain> chain(Digest digest) {
        return Optional.ofNullable(chains.get(digest));
    }

    Prepare prepare(long modelView, Chain chain) {
        return new Prepare(view(modelView), chain.length(), batch(chain).digest());
    }

    /** @param voters the honest ones; the traitor's vote is there always */
    PreparedCertificate prepared(Certificate certificate, SortedSet<Integer> voters) {
        Prepare vote = prepare(certificate.view(), certificate.chain());
        return new PreparedCertificate(
                vote.view(), vote.sequence(), vote.digest(), Optional.empty(), withTraitor(vote, voters));
    }

    Committed committed(long modelView, Chain chain, SortedSet<Integer> voters) {
        Commit vote = new Commit(view(modelView), chain.length(), batch(chain).digest());
        return new Committed(upTo(chain), new CommitCertificate(vote, withTraitor(vote, voters)));
    }

    private Signatures withTraitor(Statement vote, SortedSet<Integer> voters) {
        SortedMap<Integer, Bytes> signatures = new TreeMap<>();
        signatures.put(TRAITOR, sign(TRAITOR, vote));
        voters.forEach(voter -> signatures.put(voter, sign(voter, vote)));
        return new Signatures(signatures);
    }

    /** A checkpoint that every honest replica might have signed: for the model it is enough that it was committed. */
    CheckpointCertificate stable(Chain chain) {
        Checkpoint checkpoint = new Checkpoint(chain.length(), batch(chain).digest(), StateRoot.of(state(chain)));
        SortedMap<Integer, Bytes> signatures = new TreeMap<>();
        for (int replica = 1; replica < REPLICAS; replica++) {
            signatures.put(replica, sign(replica, checkpoint));
        }
        return new CheckpointCertificate(checkpoint, new Signatures(signatures));
    }

    /** The state after a chain, in chunks. */
    List<Bytes> state(Chain chain) {
        ModelService service = new ModelService(REPLICAS);
        upTo(chain).forEach(service::execute);
        return service.snapshot();
    }

    /** The chain at which a certificate of this material stands, by view of the model. */
    Optional<Certificate> certificate(PreparedCertificate certificate) {
        return chain(certificate.digest()).map(chain -> new Certificate(certificate.view() / REPLICAS, chain));
    }

    /** All headers that a walk over these batches can hold, and those whose last batch they hold already; the shortest first. */
    static List<Chain> headers(List<String> names, int longest) {
        List<Chain> all = new ArrayList<>();
        List<Chain> last = List.of(Chain.EMPTY);
        for (int length = 1; length <= longest; length++) {
            List<Chain> next = new ArrayList<>();
            for (Chain chain : last) {
                for (String name : names) {
                    Chain header = extended(chain, name);
                    all.add(header);
                    if (!chain.batches().contains(name)) {
                        next.add(header);
                    }
                }
            }
            last = next;
        }
        return all;
    }

    private static Chain extended(Chain chain, String name) {
        List<String> batches = new ArrayList<>(chain.batches());
        batches.add(name);
        return new Chain(batches);
    }
}
