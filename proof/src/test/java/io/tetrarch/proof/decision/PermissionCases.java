package io.tetrarch.proof.decision;

import io.tetrarch.crypto.authentication.MessageSigner;
import io.tetrarch.crypto.authentication.RequestSigner;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Checkpoint;
import io.tetrarch.pbft.message.CheckpointCertificate;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.pbft.message.Header;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.pbft.message.Signatures;
import io.tetrarch.pbft.message.Start;
import io.tetrarch.pbft.message.Succession;
import io.tetrarch.pbft.message.Terms;
import io.tetrarch.pbft.message.Validity;
import io.tetrarch.pbft.message.Verdict;
import io.tetrarch.pbft.message.VerdictVote;
import io.tetrarch.pbft.message.Verdicts;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.group.GroupCharter;
import io.tetrarch.proof.group.Groups;
import io.tetrarch.proof.rule.CharterRules;
import io.tetrarch.proof.rule.TierRule;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Decisions of all kinds, by a group in its first epoch and in its second, all open from 1 s to 61 s of Unix time. */
final class PermissionCases {
    static final String OWN = Round.ACTION;
    static final String OTHER = Round.ACTION.replace("report", "other");

    private static final Validity OPEN = new Validity(1_000, 61_000);
    private static final Start START = new Start(7, Hash.sha3(new byte[] {1}), Hash.sha3(new byte[] {2}));

    final Group first = withTrial(Groups.embedded());
    final Group second;
    final Succession end;

    /** By name, as decided; the name says what is special. */
    final SequencedMap<String, DecisionProof> proofs = new LinkedHashMap<>();

    private final Round round = new Round(first);
    private long number;

    PermissionCases() {
        List<Bytes> keys = new ArrayList<>(
                first.replicas().stream().map(each -> each.key()).toList());
        keys.set(2, Bytes.EMPTY);
        second = first.succeededBy(START, keys, first.charter());
        end = end();
        for (Outcome outcome : Outcome.values()) {
            String answers = switch (outcome) {
                case APPROVED -> "AAA-";
                case DENIED -> "DD-A";
                case EXPIRED -> "A-D-";
            };
            String word = outcome.name().toLowerCase(Locale.ROOT);
            put(word, "standard", OWN, outcome, answers);
            put(word + "-in-shadow", "trial", OWN, outcome, answers.toLowerCase(Locale.ROOT));
        }
        put("denied-with-one-mark", "trial", OWN, Outcome.DENIED, "dD-A");
        put("approved-with-one-mark", "trial", OWN, Outcome.APPROVED, "aAA-");
        put("denied-tier-without-shadow", "standard", OWN, Outcome.DENIED, "dd-a");
        put("receipt", "receipt", "{\"kind\":\"receipt\"}", Outcome.APPROVED, "AAA-");
        put("receipt-denied", "receipt", "{\"kind\":\"receipt\"}", Outcome.DENIED, "DD-A");
        put("receipt-in-another-tier", "standard", "{\"kind\":\"receipt\"}", Outcome.APPROVED, "AAA-");
        put("in-the-tier-of-receipts", "receipt", OWN, Outcome.APPROVED, "AAA-");
        put("receipt-that-says-so-late", "standard", "{\"a\":1,\"kind\":\"receipt\"}", Outcome.APPROVED, "AAA-");
        for (String kind : List.of("swap_charter", "set_state", "resolve_fork", "change_membership")) {
            put(kind.replace('_', '-'), "standard", "{\"kind\":\"" + kind + "\"}", Outcome.APPROVED, "AAA-");
        }
        put("swap-charter-denied", "standard", "{\"kind\":\"swap_charter\"}", Outcome.DENIED, "DD-A");
        put("set-state-in-shadow", "trial", "{\"kind\":\"set_state\"}", Outcome.DENIED, "dd-a");
        put("set-state-that-says-so-late", "standard", "{\"a\":1,\"kind\":\"set_state\"}", Outcome.APPROVED, "AAA-");
        put("no-action", "standard", "[1]", Outcome.APPROVED, "AAA-");
        proofs.put("of-the-second-epoch", proof(new Round(second), "standard", OWN, Outcome.APPROVED, "AA-A"));
    }

    private void put(String name, String tier, String action, Outcome outcome, String answers) {
        proofs.put(name, proof(round, tier, action, outcome, answers));
    }

    /** One answer a replica, as in {@link Round#entry}; in lower case it bears the mark of shadow mode. */
    private DecisionProof proof(Round by, String tier, String action, Outcome outcome, String answers) {
        Bytes bytes = Bytes.wrap(action.getBytes(StandardCharsets.UTF_8));
        Request request = new Request(
                by.group.domain(),
                new RequestId(Groups.clientKey().verifyingKey().id(), ++number),
                Hash.sha3(bytes.readOnlyArray()),
                new Terms("agent", tier, 1),
                OPEN,
                Optional.empty());
        List<VerdictVote> votes = new ArrayList<>();
        for (int replica = 0; replica < answers.length(); replica++) {
            char answer = answers.charAt(replica);
            if (answer != '-') {
                votes.add(vote(by, replica, request, answer));
            }
        }
        DecisionEntry entry =
                new DecisionEntry(new RequestSigner(Groups.clientKey()).sign(request, bytes), outcome, votes);
        Header header = by.append(number, entry);
        return by.proof(entry, header.ledgerSize() - 1, header, 0, 1, 3);
    }

    private static VerdictVote vote(Round by, int replica, Request request, char answer) {
        Answer given = Character.toUpperCase(answer) == 'A' ? Answer.APPROVE : Answer.DENY;
        String judge = (Character.isLowerCase(answer) ? "shadow/" : "") + "policy:0123abcd";
        Verdicts signed =
                new Verdicts(List.of(new Verdict(request.digest(), given, judge, 1, "rule-1", "It says so.")));
        return signed.votes(replica, by.sign(replica, signed)).getFirst();
    }

    private Succession end() {
        Checkpoint last = new Checkpoint(START.sequence(), START.header(), START.stateRoot(), Optional.of(second.id()));
        TreeMap<Integer, Bytes> signatures = new TreeMap<>();
        for (int signer : List.of(0, 1, 3)) {
            signatures.put(signer, new MessageSigner(Groups.replicaKey(signer), first.domain()).sign(last));
        }
        return new Succession(
                first.domain(),
                new CheckpointCertificate(last, new Signatures(signatures)),
                Bytes.wrap(second.canonicalBytes()));
    }

    private static Group withTrial(Group group) {
        CharterRules rules = new CharterRules(
                1, new TreeMap<>(Map.of("standard", TierRule.of(3), "trial", new TierRule(3, new TreeSet<>(), true))));
        return new Group(
                group.title(),
                group.replicas(),
                group.clients(),
                new GroupCharter(group.charter().digest(), rules),
                group.constants());
    }
}
