package io.tetrarch.gate.provenance;

import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Bytes;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What every replica holds against the choice of a branch before its judge is asked. */
public final class ForkCheck {
    /** What a verdict names as its judge when it is this check that denies. */
    public static final String JUDGE = "built-in/resolve-fork";

    private ForkCheck() {}

    /**
     * What is wrong with the choice, whoever judges it: it does not begin at the head named last, both branches are
     * broken, or another one is to be chosen. Verifies every signature, which takes a while.
     *
     * @param heads where each trail ends; an unknown one is empty
     * @param examiner by the terms of the charter in question; empty if it says nothing of trails
     */
    public static Optional<Judgement> objection(
            Bytes action, Function<String, TrailEdge> heads, Optional<ForkExaminer> examiner) {
        if (examiner.isEmpty()) {
            return deny("no-provenance-rule", "The charter has no rule by which to choose a branch.");
        }
        try {
            ResolveFork fork = ResolveFork.read(action);
            return objection(fork, heads.apply(fork.trail()), examiner.get());
        } catch (JsonRejected e) {
            return deny("malformed-fork", "The action is no choice between two branches: " + e.getMessage());
        }
    }

    private static Optional<Judgement> objection(ResolveFork fork, TrailEdge head, ForkExaminer examiner) {
        if (!fork.follows(head)) {
            return deny(
                    "ancestor-not-head",
                    "The head of trail " + fork.trail() + " has " + head.size() + " records, the ancestor named "
                            + fork.ancestor().size() + ", or another root.");
        }
        if (fork.rule() != examiner.rule()) {
            return deny("other-rule", "The charter's rule is " + examiner.rule().word() + ".");
        }
        List<Branch> branches = fork.branches();
        int shared = ForkExaminer.shared(branches);
        if (branches.stream().anyMatch(branch -> branch.records().size() == shared)) {
            return deny("no-fork", "One branch is the beginning of the other.");
        }
        Optional<Integer> choice = examiner.choose(fork.trail(), head, branches);
        if (choice.isEmpty()) {
            return deny(
                    "both-branches-broken",
                    problem(0, fork, head, shared, examiner) + "; " + problem(1, fork, head, shared, examiner) + ".");
        }
        if (choice.get() != fork.canonical()) {
            return deny(
                    "wrong-branch",
                    "By " + examiner.rule().word() + " branch " + choice.get() + " is chosen"
                            + problem(fork, head, shared, examiner) + ".");
        }
        return Optional.empty();
    }

    private static String problem(ResolveFork fork, TrailEdge head, int shared, ForkExaminer examiner) {
        String found = problem(fork.canonical(), fork, head, shared, examiner);
        return found.isEmpty() ? "" : ": " + found;
    }

    private static String problem(int index, ResolveFork fork, TrailEdge head, int shared, ForkExaminer examiner) {
        return switch (examiner.examine(fork.trail(), head, fork.branches().get(index), shared)) {
            case ForkExaminer.Finding.Good good -> "";
            case ForkExaminer.Finding.Broken broken -> "branch " + index + " is broken, " + broken.problem();
        };
    }

    private static Optional<Judgement> deny(String reasonCode, String explanation) {
        return Optional.of(new Judgement(Answer.DENY, reasonCode, explanation));
    }
}
