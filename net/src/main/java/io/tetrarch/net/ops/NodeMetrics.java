package io.tetrarch.net.ops;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.tetrarch.node.replica.MailboxLoad;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.VerdictVote;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.ToDoubleFunction;

/**
 * A replica's figures, in the Prometheus text format. Labels are names of replicas, words of the protocol and tiers, and of
 * these the first {@value #MOST_TIERS} alone: nothing that a client or peer makes up grows them. For any thread.
 */
public final class NodeMetrics {
    static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;
    private static final int MOST_TIERS = 32;
    private static final String OTHER = "other";
    private static final String CLIENTS = "clients";
    private static final double[] SECONDS = {0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 2
    };

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
    private final Set<String> tiers = ConcurrentHashMap.newKeySet();
    private final Counter decisions;
    private final Counter verdicts;
    private final Counter rejections;
    private final Counter drops;
    private final Counter viewChanges;
    private final Counter evidence;
    private final Histogram appends;

    public NodeMetrics() {
        decisions = counter("decisions", "Decisions executed", "tier", "outcome");
        verdicts = counter("verdicts", "This replica's verdicts in what was decided", "tier", "answer");
        rejections = counter("rejected_requests", "Requests that this replica refused", "reason");
        drops = counter("dropped_messages", "Messages of peers that meant nothing here", "reason");
        viewChanges = counter("view_changes", "Views that this replica left or entered", "what");
        evidence = counter("evidence", "Equivocations that this replica found or was shown", "replica");
        appends = Histogram.builder()
                .name("tetrarch_store_append_seconds")
                .help("What a write to the replica's store took, with its sync")
                .classicOnly()
                .classicUpperBounds(SECONDS)
                .register(registry);
    }

    private Counter counter(String name, String help, String... labels) {
        return Counter.builder()
                .name("tetrarch_" + name + "_total")
                .help(help)
                .labelNames(labels)
                .register(registry);
    }

    /** From now on the figures that can be looked up are. */
    public void of(NodeView node) {
        gauge(
                "replica_view",
                "The view that it is in",
                node,
                each -> each.state().standing().view());
        gauge(
                "replica_active",
                "Whether it takes part in that view",
                node,
                each -> each.state().standing().active() ? 1 : 0);
        gauge(
                "replica_leader",
                "The index of that view's leader",
                node,
                each -> each.state().standing().view() % each.replicaNames().size());
        gauge(
                "replica_executed_sequence",
                "The last sequence executed",
                node,
                each -> each.state().standing().executed());
        gauge(
                "replica_stable_sequence",
                "The last stable checkpoint",
                node,
                each -> each.state().standing().lowWatermark());
        gauge(
                "replica_halted",
                "Whether it has stopped for good",
                node,
                each -> each.state().halted() ? 1 : 0);
        gauge(
                "replica_ready",
                "Whether it would take part in a decision now",
                node,
                each -> Readiness.reasonsAgainst(each).isEmpty() ? 1 : 0);
        ofPeers(node);
    }

    private void ofPeers(NodeView node) {
        peers("peer_connected", "Whether there is a connection to it", node, each -> each.connected() ? 1 : 0);
        peers(
                "peer_queue_frames",
                "Frames that wait to be sent to it",
                node,
                each -> each.queued().frames());
        peers("peer_queue_bytes", "Their bytes", node, each -> each.queued().bytes());
        peers(
                "peer_lag_sequences",
                "What this replica has executed beyond what it said last",
                node,
                each -> each.heard()
                        .map(heard -> node.state().standing().executed() - heard.executed())
                        .orElse(0L));
        peers(
                "peer_silent_seconds",
                "How long it has not said where it stands; -1 if never",
                node,
                each -> each.heard().map(heard -> heard.sinceMillis() / 1000.0).orElse(-1.0));
        CounterWithCallback.builder()
                .name("tetrarch_link_refusals_total")
                .help("What was refused, dropped or given up of connections")
                .labelNames("reason")
                .callback(callback ->
                        node.linkRefusals().forEach((reason, count) -> callback.call((double) count, reason)))
                .register(registry);
        CounterWithCallback.builder()
                .name("tetrarch_peer_queue_dropped_total")
                .help("Frames to it that were dropped, the oldest first, since more waited than may")
                .labelNames("peer")
                .callback(callback -> node.peers()
                        .forEach(peer -> callback.call((double) peer.queued().dropped(), peer.name())))
                .register(registry);
        ofMailbox(node);
    }

    private void ofMailbox(NodeView node) {
        GaugeWithCallback.builder()
                .name("tetrarch_mailbox_items")
                .help("Messages and requests that this replica has not come to; its own are its judge's and timers'")
                .labelNames("sender")
                .callback(callback -> mail(node, (sender, load) -> callback.call(load.waiting(), sender)))
                .register(registry);
        CounterWithCallback.builder()
                .name("tetrarch_mailbox_overflow_total")
                .help("Messages and requests dropped because their sender had too many waiting")
                .labelNames("sender")
                .callback(callback -> mail(node, (sender, load) -> callback.call((double) load.dropped(), sender)))
                .register(registry);
    }

    private static void mail(NodeView node, BiConsumer<String, MailboxLoad> each) {
        List<String> replicas = node.replicaNames();
        List<MailboxLoad> loads = node.mailbox();
        for (int i = 0; i < loads.size(); i++) {
            each.accept(i < replicas.size() ? replicas.get(i) : CLIENTS, loads.get(i));
        }
    }

    private void gauge(String name, String help, NodeView node, ToDoubleFunction<NodeView> value) {
        GaugeWithCallback.builder()
                .name("tetrarch_" + name)
                .help(help)
                .callback(callback -> callback.call(value.applyAsDouble(node)))
                .register(registry);
    }

    private void peers(String name, String help, NodeView node, ToDoubleFunction<NodeView.Peer> value) {
        GaugeWithCallback.builder()
                .name("tetrarch_" + name)
                .help(help)
                .labelNames("peer")
                .callback(
                        callback -> node.peers().forEach(peer -> callback.call(value.applyAsDouble(peer), peer.name())))
                .register(registry);
    }

    /** @param self whose verdict is this replica's own */
    public void decided(DecisionEntry entry, int self) {
        String tier = bounded(entry.request().request().terms().tier());
        decisions.labelValues(tier, label(entry.outcome())).inc();
        for (VerdictVote vote : entry.verdicts()) {
            if (vote.replica() == self) {
                verdicts.labelValues(tier, label(vote.verdict().answer())).inc();
            }
        }
    }

    private String bounded(String tier) {
        return tiers.contains(tier) || (tiers.size() < MOST_TIERS && tiers.add(tier)) ? tier : OTHER;
    }

    /** @param reason one of a fixed set of words */
    public void rejected(String reason) {
        rejections.labelValues(reason).inc();
    }

    /** @param reason one of a fixed set of words */
    public void dropped(String reason) {
        drops.labelValues(reason.toLowerCase(Locale.ROOT)).inc();
    }

    public void viewChanged(boolean active) {
        viewChanges.labelValues(active ? "entered" : "left").inc();
    }

    /** @param replica who is convicted, by name */
    public void evidence(String replica) {
        evidence.labelValues(replica).inc();
    }

    public void appended(Duration time) {
        appends.observe(time.toNanos() * 1e-9);
    }

    private static String label(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    byte[] text() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.write(out, registry.scrape(), EscapingScheme.UNDERSCORE_ESCAPING);
        return out.toByteArray();
    }
}
