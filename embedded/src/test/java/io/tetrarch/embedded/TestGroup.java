package io.tetrarch.embedded;

import io.tetrarch.client.request.Clocks;
import io.tetrarch.client.request.GroupClient;
import io.tetrarch.client.request.Question;
import io.tetrarch.client.request.RequestNumbers;
import io.tetrarch.crypto.authentication.Authenticator;
import io.tetrarch.crypto.authentication.KnownGroup;
import io.tetrarch.crypto.authentication.MessageSigner;
import io.tetrarch.crypto.authentication.RequestSigner;
import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.gate.service.DecisionService;
import io.tetrarch.node.replica.Hearing;
import io.tetrarch.node.replica.RequestJudge;
import io.tetrarch.node.replica.Seats;
import io.tetrarch.node.replica.Workers;
import io.tetrarch.node.store.MemoryStore;
import io.tetrarch.node.store.ReplicaStore;
import io.tetrarch.pbft.CheckRunner;
import io.tetrarch.pbft.Configuration;
import io.tetrarch.pbft.Limits;
import io.tetrarch.pbft.Timeouts;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Terms;
import io.tetrarch.proof.rule.CharterRules;
import io.tetrarch.proof.rule.CharterVersion;
import io.tetrarch.proof.rule.Membership;
import io.tetrarch.proof.rule.TierRule;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Members and charter of a group of four, for tests that need no group file. */
public final class TestGroup {
    public static final Domain DOMAIN = new Domain(Hash.sha3(new byte[] {1}), 1);

    private final KnownGroup known = new KnownGroup();

    public Configuration configuration(int self) {
        return new Configuration(DOMAIN, 4, self, Timeouts.DEFAULT, Limits.DEFAULT);
    }

    public DecisionService service() {
        return service(1);
    }

    /** @param charter the version of the one in force */
    DecisionService service(long charter) {
        TreeSet<Digest> submitters =
                new TreeSet<>(List.of(known.client.verifyingKey().id()));
        Membership membership = new Membership(DOMAIN, 4, submitters, new TreeSet<>(List.of("runner")), 600_000, 1);
        return new DecisionService(
                membership,
                CharterVersion.founding(
                        new CharterRules(charter, new TreeMap<>(Map.of("standard", TierRule.of(3)))), Digest.ZERO),
                known.scheme);
    }

    public Authenticator authenticator() {
        return new Authenticator(known.keyring, DOMAIN);
    }

    /** A seat with the store of its replica. */
    public record Place(Seats.Seat seat, ReplicaStore store) {}

    /** All four seats, each with a store and a judge of its own. */
    public List<Place> seats(IntFunction<ReplicaStore> stores, IntFunction<RequestJudge> judges) {
        List<Place> seats = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Seats.Seat seat = new Seats.Seat(
                    configuration(i),
                    service(),
                    new MessageSigner(known.replicas.get(i), DOMAIN),
                    authenticator(),
                    judges.apply(i),
                    CheckRunner.PLAIN);
            seats.add(new Place(seat, stores.apply(i)));
        }
        return seats;
    }

    public List<Place> seatsInMemory() {
        return seats(i -> new MemoryStore(), i -> judge(request -> approval()));
    }

    public GroupClient desk(LocalNetwork network, Workers workers) {
        return new GroupClient(
                new GroupClient.Client(new RequestSigner(known.client), RequestNumbers.fresh()),
                new GroupClient.Epoch(configuration(0), authenticator()),
                network::submit,
                workers::executeNext,
                Clocks.SYSTEM);
    }

    public static Judgement approval() {
        return new Judgement(Answer.APPROVE, "harmless", "Nothing speaks against it.");
    }

    public static RequestJudge judge(Function<SignedRequest, Judgement> judge) {
        return judge(judge, 10_000);
    }

    public static RequestJudge judge(Function<SignedRequest, Judgement> judge, long limitMillis) {
        return request -> new Hearing() {
            @Override
            public SignedRequest request() {
                return request;
            }

            @Override
            public String judgeId() {
                return "test@0";
            }

            @Override
            public long limitMillis() {
                return limitMillis;
            }

            @Override
            public Ruling judge() {
                return new Ruling(judgeId(), judge.apply(request));
            }
        };
    }

    public static Question question(int number) {
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
}
