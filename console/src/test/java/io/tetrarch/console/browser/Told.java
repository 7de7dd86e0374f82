package io.tetrarch.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonNumber;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonString;
import io.tetrarch.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Holds what the walkthrough says at its end against the run that it tells of, as the server gave it. */
final class Told {
    private static final Map<String, Set<String>> WORDS = Map.of(
            "done", Set.of("sent", "approve", "approved", "denied"),
            "against", Set.of("denied"),
            "equivocated", Set.of("equivocation"));
    private static final Set<String> SPOKEN = Set.of("sent", "approve", "approved", "denied", "equivocation");

    /** Phases that have no row of their own: the picture shows the request, the log the evidence. */
    private static final Set<String> UNDRAWN = Set.of("request", "evidence", "power");

    private final Browser browser;
    private final JsonObject run;

    Told(Browser browser, JsonObject run) {
        this.browser = browser;
        this.run = run;
    }

    void assertIsTheRun() {
        assertThat(browser.see(".verdict-word").getAttribute("data-outcome")).isEqualTo(outcome());
        assertVotes();
        assertMatrix();
        assertConvictions();
        assertCost();
    }

    private JsonObject at(String name) {
        return (JsonObject) run.get(name);
    }

    private List<JsonObject> list(String name) {
        return ((JsonArray) run.get(name))
                .elements().stream().map(JsonObject.class::cast).toList();
    }

    private static String number(JsonObject of, String name) {
        return ((JsonNumber) of.get(name)).toJson();
    }

    private String outcome() {
        String decision = at("outcome").string("decision");
        if (decision == null) {
            return "NOT COMMITTED";
        }
        boolean moved = at("outcome").get("viewChanged").toJson().equals("true");
        String committed = moved ? "COMMITTED in view " + number(at("outcome"), "view") : "COMMITTED";
        return decision.equals("APPROVED") ? committed : decision;
    }

    /** The closing words name the proof's signatures, or the commits; the quorum stands beside the counters. */
    private void assertVotes() {
        String said = browser.text(".verdict .small");
        String commits = number(at("counts"), "commits");
        String quorum = number(at("counts"), "quorum");
        if (outcome().startsWith("COMMITTED")) {
            JsonObject commit = (JsonObject) at("proof").get("commit");
            int signatures = ((JsonArray) commit.get("signatures")).elements().size();
            assertThat(said).contains("proven by " + signatures + " signatures");
        } else if (outcome().equals("NOT COMMITTED")) {
            assertThat(said).contains(commits + " of " + quorum + " commits");
        }
        assertThat(browser.text(".side")).contains("of " + quorum);
    }

    private void assertMatrix() {
        List<String> names = ((JsonArray) run.get("replicas"))
                .elements().stream().map(name -> ((JsonString) name).value()).toList();
        for (JsonObject row : list("matrix")) {
            String phase = String.valueOf(row.string("phase"));
            if (UNDRAWN.contains(phase)) {
                continue;
            }
            for (int replica = 0; replica < names.size(); replica++) {
                String mark = String.valueOf(row.string(names.get(replica)));
                List<String> cells = cells(phase, replica);
                String where = phase + " of " + names.get(replica) + " is " + mark + " in the run";
                if (WORDS.containsKey(mark)) {
                    assertThat(cells).as(where).anyMatch(WORDS.get(mark)::contains);
                } else {
                    assertThat(cells).as(where).noneMatch(SPOKEN::contains);
                }
            }
        }
    }

    /** What the page has for a replica in a phase, of all views. */
    @SuppressWarnings("unchecked")
    private List<String> cells(String phase, int replica) {
        return (List<String>) browser.driver.executeScript(
                """
                const [phase, replica] = arguments;
                return [...document.querySelectorAll('table.matrix tbody tr')]
                  .filter(row => row.cells[0].firstChild.textContent.trim() === phase)
                  .map(row => row.cells[replica + 1].dataset.status);
                """, phase.replace("view-change", "view change").replace("new-view", "new view"), replica);
    }

    private void assertConvictions() {
        List<JsonValue> convicted = ((JsonArray) at("outcome").get("byzantine")).elements();
        String log = browser.text(".side");
        if (convicted.isEmpty()) {
            assertThat(log).contains("nobody is known to have signed two things");
        }
        for (JsonValue each : convicted) {
            assertThat(browser.text(".log"))
                    .contains(((JsonString) each).value().replace('_', ' '));
        }
    }

    private void assertCost() {
        JsonObject cost = at("cost");
        assertThat(cost("messages")).isEqualTo(number(cost, "messages"));
        assertThat(cost("signatures made")).isEqualTo(number(cost, "signatures"));
        assertThat(cost("signatures verified")).isEqualTo(number(cost, "verifications"));
    }

    private String cost(String label) {
        return String.valueOf(browser.driver.executeScript(
                "return [...document.querySelectorAll('table.cost tbody tr')]"
                        + ".find(row => row.cells[0].innerText === arguments[0]).cells[1].innerText",
                label));
    }
}
