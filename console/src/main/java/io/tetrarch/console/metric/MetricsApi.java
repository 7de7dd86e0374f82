package io.tetrarch.console.metric;

import io.javalin.http.Context;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.tetrarch.client.Decision;
import io.tetrarch.console.charter.ShadowTally;
import io.tetrarch.console.http.Route;
import io.tetrarch.node.observe.Observatory;
import io.tetrarch.node.observe.Work;
import io.tetrarch.node.replica.ReplicaState;
import io.tetrarch.pbft.message.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.function.IntSupplier;
import java.util.function.ToLongFunction;

/** {@code /metrics}. */
public final class MetricsApi {
    private static final double[] SECONDS = {
        0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 300
    };

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
    private final Histogram decisions;

    /** @param streams how many streams of events are open */
    public MetricsApi(Observatory observatory, IntSupplier streams, ShadowTally shadow) {
        decisions = Histogram.builder()
                .name("tetrarch_decision_seconds")
                .help("From asking to the decision, of what was asked through this server")
                .labelNames("outcome")
                .classicOnly()
                .classicUpperBounds(SECONDS)
                .register(registry);
        for (Outcome outcome : Outcome.values()) {
            decisions.initLabelValues(label(outcome));
        }
        replicas(
                observatory,
                "view",
                "The view that the replica is in",
                state -> state.standing().view());
        replicas(
                observatory,
                "executed_sequence",
                "The last sequence executed",
                state -> state.standing().executed());
        replicas(observatory, "halted", "Whether it has stopped for good", state -> state.halted() ? 1 : 0);
        work(observatory, "messages", "Messages sent between replicas", Work::messages);
        work(observatory, "signatures", "Signatures made", Work::signatures);
        work(observatory, "verifications", "Signatures verified", Work::verifications);
        GaugeWithCallback.builder()
                .name("tetrarch_event_streams")
                .help("Streams of events that are open")
                .callback(callback -> callback.call(streams.getAsInt()))
                .register(registry);
        CounterWithCallback.builder()
                .name("tetrarch_shadow_decisions_total")
                .help("Decisions on actions that ran whatever was decided, because their tier is in shadow mode")
                .labelNames("tier", "outcome")
                .callback(callback -> shadow(shadow, callback))
                .register(registry);
    }

    private static void shadow(ShadowTally tally, CounterWithCallback.Callback callback) {
        try {
            tally.byTier()
                    .forEach((tier, outcomes) ->
                            outcomes.forEach((outcome, count) -> callback.call(count, tier, label(outcome))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void replicas(Observatory observatory, String name, String help, ToLongFunction<ReplicaState> value) {
        List<String> names = observatory.group().replicaNames();
        GaugeWithCallback.builder()
                .name("tetrarch_replica_" + name)
                .help(help)
                .labelNames("replica")
                .callback(callback -> {
                    List<ReplicaState> states = observatory.replicas();
                    for (int i = 0; i < states.size(); i++) {
                        callback.call((double) value.applyAsLong(states.get(i)), names.get(i));
                    }
                })
                .register(registry);
    }

    private void work(Observatory observatory, String name, String help, ToLongFunction<Work> value) {
        CounterWithCallback.builder()
                .name("tetrarch_" + name + "_total")
                .help(help)
                .callback(callback -> callback.call((double) value.applyAsLong(observatory.work())))
                .register(registry);
    }

    /** Counts a decision that was asked for through this server. */
    public void decided(Decision decision) {
        decisions
                .labelValues(label(decision.outcome()))
                .observe(decision.elapsed().toNanos() * 1e-9);
    }

    private static String label(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    public List<Route> routes() {
        return List.of(Route.get("/metrics", this::scrape));
    }

    private void scrape(Context context) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.write(out, registry.scrape(), EscapingScheme.UNDERSCORE_ESCAPING);
        context.contentType(PrometheusTextFormatWriter.CONTENT_TYPE)
                .header("Cache-Control", "no-store")
                .result(out.toByteArray());
    }
}
