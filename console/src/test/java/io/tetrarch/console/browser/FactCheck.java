package io.tetrarch.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.console.browser.Trace.Event;
import io.tetrarch.json.JsonNumber;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonString;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Holds a fact that the walkthrough goes by against the record that it cites. What the facts are is worked out here anew, from
 * the record alone.
 *
 * @param shown the events that were told so far, by their place in the record
 */
record FactCheck(Trace trace, List<Integer> shown) {
    private static final Set<String> VOTES = Set.of("pre-prepare", "prepare");

    void check(JsonObject fact) {
        assertThat(Trace.list(fact, "cites")).as("what is cited by " + fact).isNotEmpty();
        String type = fact.string("type");
        switch (type) {
            case "group", "action", "outcome", "proof", "cast" ->
                assertThat(isOfTheRun(type, fact))
                        .as(fact + " of " + trace.result() + trace.setting())
                        .isTrue();
            default -> checkEvents(type, fact);
        }
    }

    private boolean isOfTheRun(String type, JsonObject fact) {
        Trace.Result result = trace.result();
        long n = trace.setting().replicas().size();
        return switch (type) {
            case "group" ->
                is(fact, "n", n)
                        && is(fact, "f", (n - 1) / 3)
                        && is(fact, "quorum", result.quorum())
                        && is(fact, "shared", 2 * result.quorum() - n);
            case "action" -> trace.setting().action().equals(fact.string("text"));
            case "outcome" ->
                result.decision().equals(String.valueOf(fact.string("decision")))
                        && is(fact, "view", result.view())
                        && is(fact, "commits", result.commits())
                        && is(fact, "quorum", result.quorum())
                        && fact.get("moved").toJson().equals(Boolean.toString(result.moved()));
            case "proof" -> is(fact, "signatures", result.signatures());
            case "cast" ->
                replicas(fact)
                        .equals(trace.setting().behaviours().entrySet().stream()
                                .filter(each -> !Set.of("honest", "denies").contains(each.getValue()))
                                .map(java.util.Map.Entry::getKey)
                                .collect(Collectors.toCollection(TreeSet::new)));
            default -> false;
        };
    }

    private static boolean is(JsonObject fact, String name, long value) {
        return fact.get(name) instanceof JsonNumber number && number.toLong() == value;
    }

    private static TreeSet<String> replicas(JsonObject fact) {
        return new TreeSet<>(Trace.words(fact, "replicas"));
    }

    private static TreeSet<String> by(Collection<Event> events) {
        return events.stream().map(Event::replica).collect(Collectors.toCollection(TreeSet::new));
    }

    private static TreeSet<String> from(Collection<Event> events) {
        return events.stream().map(Event::from).collect(Collectors.toCollection(TreeSet::new));
    }

    private void checkEvents(String type, JsonObject fact) {
        List<Event> cited = new ArrayList<>();
        for (var index : Trace.list(fact, "cites")) {
            cited.add(trace.events().get(Math.toIntExact(((JsonNumber) index).toLong())));
        }
        assertThat(cited).as("what is cited by " + fact).allMatch(claim(type, fact));
        switch (type) {
            case "did", "voted", "moving" -> assertThat(replicas(fact)).isEqualTo(by(cited));
            case "heard", "refused", "convicting" -> {
                assertThat(replicas(fact)).isEqualTo(by(cited));
                assertThat(new TreeSet<>(Trace.words(fact, "from"))).isEqualTo(from(cited));
            }
            case "signed", "answered", "movers" -> {
                assertThat(replicas(fact)).isEqualTo(by(cited));
                assertThat(cited).as("all that " + fact + " is about").hasSameSizeAs(shownThat(claim(type, fact)));
            }
            case "convicted" -> {
                assertThat(replicas(fact)).isEqualTo(from(cited));
                assertThat(cited)
                        .hasSameSizeAs(trace.events().stream()
                                .filter(claim(type, fact))
                                .toList());
            }
            case "prepared" -> {
                assertThat(replicas(fact)).isEqualTo(by(cited));
                for (String replica : replicas(fact)) {
                    assertThat(from(cited.stream()
                                    .filter(each -> each.replica().equals(replica) && VOTES.contains(each.phase()))
                                    .toList()))
                            .as("prepares that " + replica + " has")
                            .hasSizeGreaterThanOrEqualTo(
                                    Math.toIntExact(trace.result().quorum()));
                }
            }
            case "about" -> {}
            case "leads" ->
                assertThat(fact.string("name"))
                        .isEqualTo(trace.setting()
                                .replicas()
                                .get(Math.toIntExact(Trace.number(fact, "view")
                                        % trace.setting().replicas().size())));
            default -> throw new AssertionError("no such fact: " + fact);
        }
        if (type.equals("moving")) {
            assertThat(Trace.number(fact, "at")).isEqualTo(cited.getFirst().atMillis());
        }
    }

    private List<Event> shownThat(Predicate<Event> claim) {
        return shown.stream().map(trace.events()::get).filter(claim).toList();
    }

    private static Predicate<Event> phase(String... phases) {
        return event -> Set.of(phases).contains(event.phase());
    }

    private static Predicate<Event> status(String... words) {
        return event -> Set.of(words).contains(event.status());
    }

    private static Predicate<Event> at(JsonObject fact) {
        return event -> event.place().view() == Trace.number(fact, "view")
                && event.place().sequence() == Trace.number(fact, "sequence")
                && event.place().digest().equals(String.valueOf(fact.string("digest")));
    }

    private static Predicate<Event> view(JsonObject fact) {
        return event -> event.place().view() == Trace.number(fact, "view");
    }

    private static Predicate<Event> reason(JsonObject fact) {
        return event -> event.reason().equals(String.valueOf(fact.string("reason")));
    }

    /** What is claimed of each event that is cited. */
    private static Predicate<Event> claim(String type, JsonObject fact) {
        return switch (type) {
            case "did" ->
                phase(fact.string("phase")).and(status(fact.string("status"))).and(reason(fact));
            case "voted" -> phase(fact.string("phase")).and(status("sent")).and(at(fact));
            case "heard" -> phase(fact.string("phase")).and(status("received")).and(view(fact));
            case "refused" ->
                phase(fact.string("phase")).and(status("rejected")).and(reason(fact));
            case "moving", "movers" -> phase("view-change").and(status("sent")).and(view(fact));
            case "convicting", "convicted" -> phase("evidence").and(status("done"));
            case "signed" ->
                (fact.string("phase").equals("commit") ? phase("commit") : phase("pre-prepare", "prepare"))
                        .and(status("sent"))
                        .and(at(fact));
            case "prepared" ->
                phase("pre-prepare", "prepare", "commit")
                        .and(status("sent", "received"))
                        .and(at(fact));
            case "answered" ->
                phase("verdict").and(status("sent")).and(event -> event.reason().equals(fact.string("answer")));
            case "about" ->
                status("sent", "received").and(event -> event.place().sequence() == Trace.number(fact, "sequence"));
            case "leads" -> status("sent", "received").and(view(fact));
            default -> throw new AssertionError("no such fact: " + fact);
        };
    }

    /** Records that are a little different from this one, in which the fact is none. */
    List<Trace> mutated(JsonObject fact) {
        String type = fact.string("type");
        Trace.Result result = trace.result();
        Trace.Setting setting = trace.setting();
        return switch (type) {
            case "group" ->
                List.of(trace.with(new Trace.Result(
                        result.decision(),
                        result.view(),
                        result.moved(),
                        result.commits(),
                        result.quorum() + 1,
                        result.signatures())));
            case "outcome" -> mutatedOutcome(result);
            case "proof" ->
                List.of(trace.with(new Trace.Result(
                        result.decision(),
                        result.view(),
                        result.moved(),
                        result.commits(),
                        result.quorum(),
                        result.signatures() - 1)));
            case "action" ->
                List.of(trace.with(
                        new Trace.Setting(setting.replicas(), setting.action() + " ", setting.behaviours())));
            case "cast" ->
                List.of(trace.with(new Trace.Setting(setting.replicas(), setting.action(), java.util.Map.of())));
            default -> mutatedEvents(type, fact);
        };
    }

    private List<Trace> mutatedOutcome(Trace.Result result) {
        return List.of(
                trace.with(new Trace.Result(
                        "OTHER",
                        result.view(),
                        result.moved(),
                        result.commits(),
                        result.quorum(),
                        result.signatures())),
                trace.with(new Trace.Result(
                        result.decision(),
                        result.view() + 1,
                        result.moved(),
                        result.commits(),
                        result.quorum(),
                        result.signatures())),
                trace.with(new Trace.Result(
                        result.decision(),
                        result.view(),
                        result.moved(),
                        result.commits() - 1,
                        result.quorum(),
                        result.signatures())));
    }

    private List<Trace> mutatedEvents(String type, JsonObject fact) {
        List<Trace> all = new ArrayList<>();
        for (var cite : Trace.list(fact, "cites")) {
            int index = Math.toIntExact(((JsonNumber) cite).toLong());
            all.add(trace.with(index, event -> event.as("late")));
            if (type.equals("convicted")) {
                all.add(trace.with(
                        index,
                        event -> new Event(
                                event.phase(),
                                event.status(),
                                event.replica(),
                                "nobody",
                                event.place(),
                                event.said())));
            } else if (type.equals("about") || type.equals("leads")) {
                all.add(trace.with(
                        index,
                        event -> event.at(new Trace.Place(
                                event.place().view() + 1, event.place().sequence() + 1, "00"))));
            } else {
                all.add(trace.with(index, event -> event.by("nobody")));
            }
            if (fact.get("digest") instanceof JsonString) {
                all.add(trace.with(
                        index,
                        event -> event.at(new Trace.Place(
                                event.place().view(), event.place().sequence(), "00"))));
            }
        }
        return all;
    }
}
