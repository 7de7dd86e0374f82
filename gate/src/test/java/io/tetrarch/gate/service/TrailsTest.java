package io.tetrarch.gate.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.gate.provenance.Branch;
import io.tetrarch.gate.provenance.ProvenanceTerms.Rule;
import io.tetrarch.gate.provenance.ResolveFork;
import io.tetrarch.gate.provenance.TrailEdge;
import io.tetrarch.gate.provenance.TrailRecord;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonWriter;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.proof.group.Groups;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrailsTest {
    private final DecisionService service = Fixture.service();
    private long number;

    @Test
    void anApprovedChoiceIsTheHeadAndTheOtherBranchIsOnRecord() {
        Branch chosen = branch(TrailEdge.EMPTY, "a", 3);
        Branch other = branch(TrailEdge.EMPTY, "b", 2);
        resolve("t", TrailEdge.EMPTY, List.of(other, chosen), Outcome.APPROVED);

        assertThat(service.trails().head("t").root()).isEqualTo(chosen.root());
        assertThat(service.trails().head("t").last())
                .isEqualTo(chosen.records().getLast().hash());
        assertThat(service.trails().resolutions("t"))
                .containsExactly(new Trails.Resolution(
                        0, Rule.LONGEST_VALID, chosen.root(), other.root(), Trails.records(other)));
    }

    @Test
    void aDeniedChoiceChangesNothing() {
        resolve(
                "t",
                TrailEdge.EMPTY,
                List.of(branch(TrailEdge.EMPTY, "a", 1), branch(TrailEdge.EMPTY, "b", 1)),
                Outcome.DENIED);
        assertThat(service.trails().byName()).isEmpty();
    }

    @Test
    void theNextForkBeginsAtTheHeadAndNowhereElse() {
        Branch first = branch(TrailEdge.EMPTY, "a", 1);
        resolve("t", TrailEdge.EMPTY, List.of(branch(TrailEdge.EMPTY, "b", 1), first), Outcome.APPROVED);
        TrailEdge head = service.trails().head("t");
        Branch stale = branch(TrailEdge.EMPTY, "c", 5);
        resolve("t", TrailEdge.EMPTY, List.of(first, stale), Outcome.APPROVED);
        assertThat(service.trails().head("t")).isEqualTo(head);
        Branch next = branch(head, "d", 2);
        resolve("t", head, List.of(branch(head, "e", 1), next), Outcome.APPROVED);
        assertThat(service.trails().head("t").size()).isEqualTo(3);
        assertThat(service.trails().head("t").root()).isEqualTo(next.root());
    }

    @Test
    void trailsAndResolutionsAreBoundedAndPartOfTheSnapshot() {
        for (int i = 0; i < Trails.MOST_TRAILS + 3; i++) {
            resolve(
                    "t" + i,
                    TrailEdge.EMPTY,
                    List.of(branch(TrailEdge.EMPTY, "a", 1), branch(TrailEdge.EMPTY, "b", 1)),
                    Outcome.APPROVED);
        }
        for (int i = 0; i < Trails.MOST_RESOLUTIONS + 3; i++) {
            TrailEdge head = service.trails().head("t0");
            resolve("t0", head, List.of(branch(head, "a", 1), branch(head, "b", 1)), Outcome.APPROVED);
        }
        assertThat(service.trails().byName()).hasSize(Trails.MOST_TRAILS);
        assertThat(service.trails().resolutions("t0")).hasSize(Trails.MOST_RESOLUTIONS);
        DecisionService copy = Fixture.service();
        copy.restore(service.snapshot());
        assertThat(copy.trails()).isEqualTo(service.trails());
        assertThat(copy.snapshot()).isEqualTo(service.snapshot());
    }

    private void resolve(String trail, TrailEdge ancestor, List<Branch> branches, Outcome outcome) {
        ResolveFork fork = new ResolveFork(
                trail, new ResolveFork.Ancestor(ancestor.size(), ancestor.root()), branches, Rule.LONGEST_VALID, 1);
        Fixture.execute(service, Fixture.on(JsonWriter.compact(fork.json()), ++number, Fixture.TERMS, outcome));
    }

    private static Branch branch(TrailEdge from, String what, int count) {
        List<TrailRecord> records = new ArrayList<>();
        TrailEdge edge = from;
        for (int i = 0; i < count; i++) {
            JsonObject event = JsonObject.builder().put("what", what).build();
            TrailRecord record =
                    TrailRecord.sign(new TrailRecord.Body("t", edge.size(), edge.last(), 1_000, event), Groups.key(1));
            records.add(record);
            edge = edge.after(record);
        }
        return Branch.of(from, records, List.of());
    }
}
