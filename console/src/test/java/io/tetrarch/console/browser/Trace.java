package io.tetrarch.console.browser;

import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonNumber;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonString;
import io.tetrarch.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The record of a run, as the server gave it, and what it would be if it were another. */
record Trace(Setting setting, Result result, List<Event> events) {
    record Setting(List<String> replicas, String action, Map<String, String> behaviours) {}

    record Result(String decision, long view, boolean moved, long commits, long quorum, long signatures) {}

    record Event(String phase, String status, String replica, String from, Place place, Said said) {
        Event by(String other) {
            return new Event(phase, status, other, from, place, said);
        }

        Event as(String other) {
            return new Event(phase, other, replica, from, place, said);
        }

        String reason() {
            return said.reason();
        }

        long atMillis() {
            return said.atMillis();
        }

        Event at(Place other) {
            return new Event(phase, status, replica, from, other, said);
        }
    }

    record Said(String reason, long atMillis) {}

    record Place(long view, long sequence, String digest) {}

    static Trace of(JsonObject run) {
        TreeMap<String, String> behaviours = new TreeMap<>();
        object(run, "behaviours").members().forEach((name, word) -> behaviours.put(name, ((JsonString) word).value()));
        JsonObject outcome = object(run, "outcome");
        JsonObject counts = object(run, "counts");
        long signatures = run.get("proof") instanceof JsonObject proof
                ? list(object(proof, "commit"), "signatures").size()
                : 0;
        return new Trace(
                new Setting(words(run, "replicas"), String.valueOf(run.string("actionText")), behaviours),
                new Result(
                        String.valueOf(outcome.string("decision")),
                        number(outcome, "view"),
                        outcome.get("viewChanged").toJson().equals("true"),
                        number(counts, "commits"),
                        number(counts, "quorum"),
                        signatures),
                list(run, "events").stream()
                        .map(JsonObject.class::cast)
                        .map(Trace::event)
                        .toList());
    }

    private static Event event(JsonObject json) {
        return new Event(
                json.string("phase"),
                json.string("status"),
                json.string("replica"),
                json.string("from"),
                new Place(number(json, "view"), number(json, "sequence"), String.valueOf(json.string("digest"))),
                new Said(String.valueOf(json.string("reason")), Math.round(number(json, "atMicros") / 1000.0)));
    }

    Trace with(int index, UnaryOperator<Event> change) {
        List<Event> changed = new ArrayList<>(events);
        changed.set(index, change.apply(changed.get(index)));
        return new Trace(setting, result, changed);
    }

    Trace with(Setting other) {
        return new Trace(other, result, events);
    }

    Trace with(Result other) {
        return new Trace(setting, other, events);
    }

    static JsonObject object(JsonObject of, String name) {
        return (JsonObject) of.get(name);
    }

    static List<JsonValue> list(JsonObject of, String name) {
        return ((JsonArray) of.get(name)).elements();
    }

    static List<String> words(JsonObject of, String name) {
        return list(of, name).stream().map(each -> ((JsonString) each).value()).toList();
    }

    static long number(JsonObject of, String name) {
        return ((JsonNumber) of.get(name)).toLong();
    }
}
