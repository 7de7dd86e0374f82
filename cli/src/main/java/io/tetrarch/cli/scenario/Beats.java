package io.tetrarch.cli.scenario;

import io.tetrarch.simulator.scenario.EventStatus;
import io.tetrarch.simulator.scenario.Phase;
import io.tetrarch.simulator.scenario.ScenarioEvent;
import io.tetrarch.simulator.scenario.ScenarioResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The story of a run: what the replicas themselves did and refused, those that did the same at once in one line. */
final class Beats {
    /** One line of the story. */
    record Beat(long atMillis, Phase phase, String what, boolean isAlarm) {}

    private record Key(long atMillis, Phase phase, EventStatus status, String what) {
        /** The same without its time, at one replica: what is sent again and again is told once. */
        Key at(int replica) {
            return new Key(replica, phase, status, what);
        }
    }

    private Beats() {}

    static List<Beat> of(ScenarioResult result) {
        Map<Key, SortedSet<Integer>> actors = new LinkedHashMap<>();
        Set<Key> refusals = new HashSet<>();
        for (ScenarioEvent event : result.events()) {
            Key key = new Key(event.atMillis(), event.phase(), event.status(), what(event, result.replicas()));
            if (isOwn(event) || event.status() == EventStatus.REJECTED && refusals.add(key.at(event.replica()))) {
                actors.computeIfAbsent(key, unused -> new TreeSet<>()).add(event.replica());
            }
        }
        List<Beat> beats = new ArrayList<>();
        actors.forEach((key, who) -> beats.add(
                new Beat(key.atMillis, key.phase, key.what + ": " + names(who, result.replicas()), isAlarm(key))));
        return beats;
    }

    private static boolean isOwn(ScenarioEvent event) {
        return switch (event.status()) {
            case SENT, DONE -> true;
            case RECEIVED -> event.phase() == Phase.REQUEST;
            case LATE, REJECTED -> false;
        };
    }

    private static String names(SortedSet<Integer> who, List<String> all) {
        return who.size() == all.size() ? "all" : who.stream().map(all::get).collect(Collectors.joining(", "));
    }

    private static boolean isAlarm(Key key) {
        return key.status == EventStatus.REJECTED
                || switch (key.phase) {
                    case VIEW_CHANGE, NEW_VIEW, EVIDENCE, POWER -> true;
                    case REQUEST, VERDICT, PRE_PREPARE, PREPARE, COMMIT, EXECUTE -> false;
                };
    }

    private static String what(ScenarioEvent event, List<String> names) {
        if (event.status() == EventStatus.REJECTED) {
            return "from " + names.get(event.from()) + " refused (" + event.reason() + ") by";
        }
        String slot = "view " + event.view() + ", sequence " + event.sequence() + ", digest " + brief(event.digest());
        return switch (event.phase()) {
            case REQUEST -> "taken in by";
            case VERDICT -> event.reason();
            case PRE_PREPARE, PREPARE, COMMIT -> slot;
            case EXECUTE -> "sequence " + event.sequence() + ", " + event.reason();
            case VIEW_CHANGE -> "to view " + event.view();
            case NEW_VIEW -> "view " + event.view();
            case EVIDENCE, POWER -> event.reason();
        };
    }

    private static String brief(String digest) {
        return digest.isEmpty() ? "-" : digest.substring(0, 8);
    }
}
