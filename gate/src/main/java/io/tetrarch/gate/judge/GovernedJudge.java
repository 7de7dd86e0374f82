package io.tetrarch.gate.judge;

import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Hash;
import java.nio.charset.StandardCharsets;

/**
 * An algorithm that leaves what changes the group itself to the built-in check: what a valid change of the charter or
 * the state would do cannot be told from the action's words. A case that no check has seen is not approved.
 */
public final class GovernedJudge implements Judge {
    /** The category of such actions; a charter that does not list it leaves them unknown, and so unapproved. */
    public static final String CATEGORY = "governance";

    private final Judge algorithm;
    private final Digest policyDigest;

    public GovernedJudge(Judge algorithm, Vocabulary vocabulary) {
        this.algorithm = algorithm;
        String terms = "governance 1 " + vocabulary.categories().get(CATEGORY) + " " + algorithm.policyDigest();
        this.policyDigest = Hash.sha3(terms.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String name() {
        return algorithm.name();
    }

    @Override
    public Digest policyDigest() {
        return policyDigest;
    }

    @Override
    public Judgement judge(Case subject) {
        return subject.category().equals(CATEGORY)
                ? subject.checked()
                        .orElseGet(() -> new Judgement(
                                Answer.ABSTAIN,
                                "unchecked-amendment",
                                "Only a replica can check it, against what is in force there."))
                : algorithm.judge(subject);
    }
}
