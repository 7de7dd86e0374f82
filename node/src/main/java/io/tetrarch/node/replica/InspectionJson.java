package io.tetrarch.node.replica;

import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonNull;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonString;
import io.tetrarch.json.JsonValue;
import io.tetrarch.node.record.Halt;
import io.tetrarch.pbft.ReplicaReport;
import io.tetrarch.pbft.message.CheckpointCertificate;
import io.tetrarch.pbft.message.PreparedCertificate;
import io.tetrarch.proof.group.Group;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What there is to see of a replica, as JSON: of a running one and of a stopped one the same. */
public final class InspectionJson {
    private final Group group;
    private final List<String> names;

    private InspectionJson(Group group) {
        this.group = group;
        this.names = group.replicaNames();
    }

    /** @param group in the epoch that the replica is in */
    public static JsonObject of(Group group, int replica, ReplicaInspection inspection) {
        return new InspectionJson(group).json(replica, inspection);
    }

    /** Why a replica stopped for good. */
    public static JsonValue of(Optional<Halt> halt) {
        return halt.<JsonValue>map(known -> JsonObject.builder()
                        .put("because", known.because())
                        .put("invariant", text(known.invariant().map(broken -> broken.id())))
                        .put("step", known.step())
                        .put("input", known.input())
                        .put("record", text(known.record().map(Object::toString)))
                        .build())
                .orElse(JsonNull.NULL);
    }

    private JsonObject json(int replica, ReplicaInspection inspection) {
        JsonObject.Builder to = JsonObject.builder()
                .put("replica", names.get(replica))
                .put("run", inspection.state().run().name())
                .put("halt", of(inspection.state().halt()))
                .put("group", group.id().toString())
                .put("epoch", group.title().epoch())
                .put(
                        "notDeciding",
                        text(inspection.report().map(this::notDeciding).orElse(Optional.of("it is not at work"))));
        inspection.report().ifPresent(report -> put(report, to));
        JsonObject.Builder timers = JsonObject.builder();
        inspection.timersMillis().forEach((timer, left) -> timers.put(timer.name(), left));
        JsonObject.Builder store = JsonObject.builder();
        inspection.ledgerEntries().ifPresent(entries -> store.put("ledgerEntries", entries));
        inspection.storeBytes().ifPresent(bytes -> store.put("bytes", bytes));
        return to.put("timersMillis", timers.build())
                .put("store", store.build())
                .build();
    }

    private void put(ReplicaReport report, JsonObject.Builder to) {
        ReplicaReport.Views views = report.views();
        to.put("view", report.standing().view())
                .put("active", report.standing().active())
                .put("leader", names.get(views.leader()))
                .put("stage", report.stage().name())
                .put("learning", named(report.votes().learners()))
                .put("executed", report.standing().executed())
                .put("lowWatermark", report.standing().lowWatermark())
                .put("highWatermark", report.progress().highWatermark())
                .put("failedViews", views.failed())
                .put("leftForThisView", named(views.leftFor()));
        put(report.progress(), to);
        put(report.votes(), to);
        to.put("pendingRequests", report.requests().count())
                .put("pending", array(report.requests().first(), this::waiting))
                .put("viewTimerFor", text(views.timerFor().map(Object::toString)));
    }

    private void put(ReplicaReport.Progress progress, JsonObject.Builder to) {
        List<String> certified =
                progress.certified().stream().map(Object::toString).toList();
        to.put(
                        "stableCheckpoint",
                        progress.stable().<JsonValue>map(this::stable).orElse(JsonNull.NULL))
                .put("committedNotExecuted", JsonArray.ofStrings(certified))
                .put("missingBody", text(progress.missingBody().map(Object::toString)))
                .put("inFlight", progress.inFlight());
    }

    private JsonObject stable(CheckpointCertificate stable) {
        return JsonObject.builder()
                .put("sequence", stable.sequence())
                .put("signers", named(stable.signatures().bySigner().keySet()))
                .build();
    }

    private void put(ReplicaReport.Votes votes, JsonObject.Builder to) {
        to.put("highestPrepared", votes.highest().<JsonValue>map(this::prepared).orElse(JsonNull.NULL))
                .put(
                        "slots",
                        array(
                                votes.slots(),
                                slot -> JsonObject.builder()
                                        .put("sequence", slot.sequence())
                                        .put("prepares", named(slot.prepares()))
                                        .put("commits", named(slot.commits()))
                                        .build()))
                .put(
                        "lastVotes",
                        array(
                                votes.last(),
                                vote -> JsonObject.builder()
                                        .put("type", vote.type().name())
                                        .put("view", vote.view())
                                        .put("sequence", vote.sequence())
                                        .put("digest", vote.digest().toString())
                                        .build()));
    }

    private JsonObject prepared(PreparedCertificate highest) {
        return JsonObject.builder()
                .put("view", highest.view())
                .put("sequence", highest.sequence())
                .put("digest", highest.digest().toString())
                .put("prepares", named(highest.prepares().bySigner().keySet()))
                .build();
    }

    private JsonObject waiting(ReplicaReport.Waiting waiting) {
        return JsonObject.builder()
                .put("request", waiting.request().toString())
                .put("client", waiting.id().client().toString())
                .put("number", waiting.id().number())
                .put("deadlineMillis", waiting.deadlineMillis())
                .put("settled", text(waiting.settled().map(Enum::name)))
                .put("verdictsOf", named(waiting.verdictsOf()))
                .put("waitsFor", named(waiting.waitsFor()))
                .build();
    }

    /** In a sentence; empty if nothing waits, or nothing keeps what waits. */
    private Optional<String> notDeciding(ReplicaReport report) {
        if (report.votes().learners().size() > group.configuration(0).faulty()) {
            return Optional.of("too many replicas may have lost votes, and only learn: "
                    + report.votes().learners().stream().map(names::get).collect(Collectors.joining(", "))
                    + "; the " + group.quorum() + " votes that a decision needs cannot be had any more");
        }
        return switch (report.stage()) {
            case ENDED -> Optional.of("its epoch is over");
            case CLOSING -> Optional.of("the epoch's last batch is executed; its checkpoint has to become stable");
            case ASKING -> Optional.of("it has just started, and asks its peers what they hold of its signatures");
            case LEARNING ->
                Optional.of("it may have lost votes with its disk, and only learns until what it may have voted for"
                        + " has passed");
            case VOTING -> whileVoting(report);
        };
    }

    private Optional<String> whileVoting(ReplicaReport report) {
        String leader = names.get(report.views().leader());
        if (!report.standing().active()) {
            return Optional.of("it has left for view " + report.standing().view() + " and waits for the NEW-VIEW of "
                    + leader + "; known to have left: "
                    + report.views().leftFor().size() + " of the " + group.quorum()
                    + " that it takes");
        }
        if (report.progress().missingBody().isPresent()) {
            return Optional.of("it lacks the body of batch "
                    + report.progress().missingBody().get().abbreviated() + ", and asks the others for it");
        }
        if (report.progress().inFlight() > 0) {
            return Optional.of(
                    "batch " + (report.standing().executed() + 1) + " waits for the votes of " + missing(report));
        }
        return report.requests().first().stream().findFirst().map(first -> waitsFor(first, leader));
    }

    private String missing(ReplicaReport report) {
        return report.votes().slots().stream()
                .findFirst()
                .map(slot -> slot.prepares().size() < group.quorum() ? slot.prepares() : slot.commits())
                .map(voted -> IntStream.range(0, names.size())
                        .filter(replica -> !voted.contains(replica))
                        .mapToObj(names::get)
                        .collect(Collectors.joining(", ")))
                .orElse("all");
    }

    private String waitsFor(ReplicaReport.Waiting first, String leader) {
        return first.settled().isPresent()
                ? "request " + first.request().abbreviated() + " is settled and waits for " + leader + " to propose it"
                : "request " + first.request().abbreviated() + " waits for the verdicts of "
                        + first.waitsFor().stream().map(names::get).collect(Collectors.joining(", "));
    }

    private JsonArray named(Collection<Integer> replicas) {
        return JsonArray.ofStrings(replicas.stream().map(names::get).toList());
    }

    private static <T> JsonArray array(List<T> elements, Function<T, JsonObject> json) {
        return new JsonArray(List.copyOf(elements.stream().map(json).toList()));
    }

    private static JsonValue text(Optional<String> text) {
        return text.<JsonValue>map(JsonString::new).orElse(JsonNull.NULL);
    }
}
