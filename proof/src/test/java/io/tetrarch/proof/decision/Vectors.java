package io.tetrarch.proof.decision;

import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.group.GroupFile;
import io.tetrarch.proof.group.Groups;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Consumer;

/** All vectors of the proof format: group files and proofs in the layout that Tetrarch writes, and cases on them. */
final class Vectors {
    static final String PLAIN = "plain";

    final SequencedMap<String, String> groupFiles = new LinkedHashMap<>();
    final SequencedMap<String, String> proofFiles = new LinkedHashMap<>();
    final List<VectorCase> cases = new ArrayList<>();
    private final Map<String, Group> groups = new LinkedHashMap<>();

    private Vectors() {
        addGroup(PLAIN, Groups.embedded());
    }

    static Vectors all() {
        Vectors vectors = new Vectors();
        GoodVectors.add(vectors);
        FormVectors.add(vectors);
        PartVectors.add(vectors);
        EntryVectors.add(vectors);
        AmendmentVectors.add(vectors);
        return vectors;
    }

    Group addGroup(String name, Group group) {
        groups.put(name, group);
        groupFiles.put(name, GroupFile.write(group));
        return group;
    }

    Draft draft(String group) {
        return new Draft(groups.get(group));
    }

    void good(String name, String group, Consumer<Draft> change) {
        Draft draft = draft(group);
        change.accept(draft);
        good(name, group, draft.proof(), draft.outcome, false);
    }

    /** One that the shell walk is to approve too. */
    void walked(String name, String group, Consumer<Draft> change) {
        Draft draft = draft(group);
        change.accept(draft);
        good(name, group, draft.proof(), Outcome.APPROVED, true);
    }

    void good(String name, String group, DecisionProof proof, Outcome outcome, boolean walk) {
        proofFiles.put(name, ProofFile.write(proof));
        cases.add(VectorCase.good(name, group, name, outcome.name(), walk));
    }

    void bad(String name, Check check, Consumer<Draft> change) {
        bad(name, PLAIN, check, change);
    }

    void bad(String name, String group, Check check, Consumer<Draft> change) {
        Draft draft = draft(group);
        change.accept(draft);
        bad(name, group, check, draft.proof());
    }

    void bad(String name, String group, Check check, DecisionProof proof) {
        if (proofFiles.put(name, ProofFile.write(proof)) != null) {
            throw new AssertionError("two proofs " + name);
        }
        cases.add(VectorCase.bad(name, group, name, check.number()));
    }

    /** The last case is one for the shell walk too. */
    void walkLast() {
        cases.add(cases.removeLast().walked());
    }
}
