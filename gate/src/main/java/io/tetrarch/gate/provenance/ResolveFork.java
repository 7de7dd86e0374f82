package io.tetrarch.gate.provenance;

import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonCursor;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The action that names which of two branches of a trail goes on. It says what the rule chooses, so replicas execute it
 * and verifiers follow it without checking a signature of the trail; judges see that it is so.
 *
 * @param ancestor where both begin, which is the head that the group named last
 * @param canonical index of the branch chosen
 */
public record ResolveFork(
        String trail, Ancestor ancestor, List<Branch> branches, ProvenanceTerms.Rule rule, int canonical) {
    /** What the action says first. */
    public static final String KIND = "resolve_fork";

    private static final Pattern TRAIL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final long MOST = (1L << 53) - 1;

    /** A trail's end by its size and root. */
    public record Ancestor(long size, Digest root) {
        static Ancestor of(TrailEdge edge) {
            return new Ancestor(edge.size(), edge.root());
        }

        boolean is(TrailEdge edge) {
            return equals(of(edge));
        }
    }

    public ResolveFork {
        branches = List.copyOf(branches);
        if (branches.size() != 2 || canonical < 0 || canonical > 1) {
            throw new IllegalArgumentException("a fork has two branches, 0 and 1");
        }
    }

    public Branch chosen() {
        return branches.get(canonical);
    }

    public Branch other() {
        return branches.get(1 - canonical);
    }

    /** Whether it begins where the trail ends. */
    public boolean follows(TrailEdge head) {
        return ancestor.is(head);
    }

    /** The action, its kind first. */
    public JsonObject json() {
        return JsonObject.builder()
                .put("kind", KIND)
                .put("trail", trail)
                .put(
                        "ancestor",
                        JsonObject.builder()
                                .put("size", ancestor.size())
                                .put("root", ancestor.root().toString())
                                .build())
                .put("rule", rule.word())
                .put("canonical", canonical)
                .put("branches", new JsonArray(List.of(BranchForm.of(branches.get(0)), BranchForm.of(branches.get(1)))))
                .build();
    }

    /**
     * Reads the action, strictly.
     *
     * @throws JsonRejected saying where what was expected
     */
    public static ResolveFork read(Bytes action) throws JsonRejected {
        JsonCursor root = JsonCursor.parse(action.toArray(), JsonLimits.ACTION)
                .onlyMembers(BranchForm.only("kind", "trail", "ancestor", "rule", "canonical", "branches"));
        JsonCursor trail = root.member("trail");
        if (!root.member("kind").string().equals(KIND)
                || !TRAIL.matcher(trail.string()).matches()) {
            throw trail.rejected("expected a trail's name of 1 to 64 letters, digits, '.', '_' and '-'");
        }
        JsonCursor ancestor = root.member("ancestor").onlyMembers(BranchForm.only("size", "root"));
        JsonCursor rule = root.member("rule");
        List<JsonCursor> branches = root.member("branches").elements();
        if (branches.size() != 2) {
            throw root.member("branches").rejected("expected two branches");
        }
        return new ResolveFork(
                trail.string(),
                new Ancestor(ancestor.member("size").integer(0, MOST), BranchForm.digest(ancestor.member("root"))),
                List.of(BranchForm.read(branches.get(0)), BranchForm.read(branches.get(1))),
                ProvenanceTerms.Rule.ofWord(rule.string()).orElseThrow(() -> rule.rejected("expected a rule")),
                (int) root.member("canonical").integer(0, 1));
    }
}
