package io.tetrarch.gate.amendment;

import io.tetrarch.gate.charter.Admission;
import io.tetrarch.gate.charter.Charter;
import io.tetrarch.gate.charter.JudgeFactory;
import io.tetrarch.gate.judge.Judge;
import io.tetrarch.gate.provenance.ForkCheck;
import io.tetrarch.gate.receipt.ReceiptCheck;
import io.tetrarch.gate.service.ChangeDeviceCheck;
import io.tetrarch.gate.service.ChangeMembershipCheck;
import io.tetrarch.gate.service.SetStateCheck;
import io.tetrarch.gate.service.WithdrawalCheck;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.proof.rule.JudgePins;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which judges a group that agrees to a charter accepts with it: those that this build seats, and the built-in checks. */
public final class AcceptedJudges {
    private AcceptedJudges() {}

    /** Of judges as they are seated, by the index of their replica. */
    public static JudgePins of(List<Judge> judges) {
        return ofDigests(judges.stream().map(Judge::policyDigest).toList());
    }

    /** Of the judges that a factory makes for these replicas; compiles no policy. */
    public static JudgePins of(Charter charter, List<String> replicas, JudgeFactory factory) {
        List<Digest> digests = new ArrayList<>();
        for (int i = 0; i < replicas.size(); i++) {
            digests.add(charter.judgeDigest(replicas.get(i), i, factory));
        }
        return ofDigests(digests);
    }

    private static JudgePins ofDigests(List<Digest> digests) {
        List<SortedSet<String>> seats = new ArrayList<>();
        digests.forEach(digest -> seats.add(new TreeSet<>(List.of(digest.toString()))));
        return new JudgePins(
                seats,
                new TreeSet<>(List.of(
                        Admission.JUDGE,
                        Amendments.JUDGE,
                        ChangeDeviceCheck.JUDGE,
                        ChangeMembershipCheck.JUDGE,
                        ForkCheck.JUDGE,
                        ReceiptCheck.ID,
                        SetStateCheck.JUDGE,
                        WithdrawalCheck.JUDGE)));
    }
}
