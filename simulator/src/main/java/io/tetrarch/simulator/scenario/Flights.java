package io.tetrarch.simulator.scenario;

import io.tetrarch.pbft.message.Bytes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every message from its sending to its arrival, in the order they were sent. */
final class Flights {
    private final List<ScenarioResult.Flight> all = new ArrayList<>();
    private final Map<Ticket, Deque<Integer>> inTheAir = new HashMap<>();

    private record Ticket(int to, Bytes signature) {}

    void sent(long millis, ScenarioEvent.Subject subject, int to, Bytes signature) {
        inTheAir.computeIfAbsent(new Ticket(to, signature), unused -> new ArrayDeque<>())
                .add(all.size());
        all.add(new ScenarioResult.Flight(subject, to, millis, Optional.empty()));
    }

    void arrived(long millis, int replica, Bytes signature) {
        Deque<Integer> same = inTheAir.get(new Ticket(replica, signature));
        if (same != null && !same.isEmpty()) {
            int place = same.remove();
            ScenarioResult.Flight flight = all.get(place);
            all.set(
                    place,
                    new ScenarioResult.Flight(flight.subject(), flight.to(), flight.sentMillis(), Optional.of(millis)));
        }
    }

    List<ScenarioResult.Flight> all() {
        return List.copyOf(all);
    }
}
