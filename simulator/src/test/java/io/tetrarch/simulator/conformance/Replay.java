package io.tetrarch.simulator.conformance;

import io.tetrarch.pbft.BrokenInvariant;
import io.tetrarch.pbft.ReplicaReport;
import io.tetrarch.pbft.Standing;
import io.tetrarch.pbft.message.Committed;
import io.tetrarch.pbft.message.NewView;
import io.tetrarch.pbft.message.PrePrepare;
import io.tetrarch.pbft.message.PreparedCertificate;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.Stable;
import io.tetrarch.pbft.message.ViewChange;
import io.tetrarch.simulator.conformance.ModelStep.Act;
import io.tetrarch.simulator.conformance.ModelStep.Certificate;
import io.tetrarch.simulator.conformance.ModelStep.Chain;
import io.tetrarch.simulator.conformance.ModelStep.Stand;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Does a walk through the model again with three real cores, the fourth being the traitor that leads every view. Each step
 * becomes the messages that bring it about; afterwards the core must stand where the model says, must have signed what the
 * model says and nothing else, and must do next what the model says and nothing else.
 */
public final class Replay {
    /** What walks must have shown to have shown anything, as {@link Tally} has it. */
    public static final List<String> TO_BE_SEEN = List.of(
            "accept",
            "commit",
            "install by executing",
            "install by transfer",
            "leave",
            "enter on nothing",
            "enter on a certificate",
            "enter on a checkpoint",
            "restart",
            "walks that commit in several views",
            "probe: a proposal accepted",
            "probe: proposals refused",
            "probe: COMMIT",
            "probe: no COMMIT",
            "probe: NEW-VIEWs refused");

    private final Material material;
    private final Walk walk;
    private final Tally tally;
    private final Said said;
    private final SortedMap<Integer, TiedReplica> replicas = new TreeMap<>();
    private final Probes probes;

    private Replay(Material material, Walk walk, Tally tally) {
        this.material = material;
        this.walk = walk;
        this.tally = tally;
        this.said = new Said(material);
        this.probes = new Probes(material, said, walk.interval(), tally);
        for (int self = 1; self < Material.REPLICAS; self++) {
            replicas.put(self, TiedReplica.fresh(material, self, walk.interval(), said));
        }
    }

    /** The walks that stand beside the tests. */
    public static List<Walk> stored() {
        try (InputStream in = Objects.requireNonNull(Replay.class.getResourceAsStream("walks.txt"))) {
            return Walk.stored(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the core first did something else than the model; empty if it nowhere did. */
    public static Optional<String> difference(List<Walk> walks, Tally tally) {
        Material material = new Material();
        for (Walk walk : walks) {
            Optional<String> difference = new Replay(material, walk, tally).run();
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    private Optional<String> run() {
        for (int i = 0; i < walk.steps().size(); i++) {
            ModelStep step = walk.steps().get(i);
            try {
                take(i, step);
            } catch (Difference | BrokenInvariant e) {
                return Optional.of(walk.name() + ", step " + (i + 1) + ", " + step + ": " + e);
            }
        }
        tally.count("walks");
        if (said.committedViews().size() > 1) {
            tally.count("walks that commit in several views");
        }
        return Optional.empty();
    }

    private void take(int number, ModelStep step) {
        TiedReplica replica = replica(step.who());
        Stand then = step.then();
        switch (step.act()) {
            case Act.Accept accept -> {
                tally.count("accept");
                propose(replica, then.view(), accept.header());
            }
            case Act.Commit commit -> {
                tally.count("commit");
                Difference.unless(said.preparers(then.view(), commit.header()), commit.voters(), "who voted");
                probes.showPrepares(replica, then.view(), commit.header());
            }
            case Act.Install install -> install(replica, install, number % 2 == 0);
            case Act.Leave leave -> leave(replica, leave);
            case Act.Enter enter -> enter(replica, enter, then);
            case Act.Restart ignored -> {
                tally.count("restart");
                replica.restart();
            }
        }
        compare(replica, then);
        if (step.act() instanceof Act.Leave) {
            compareChange(said.changes(then.view()).get(step.who()), then);
        }
        probes.of(replica, then);
    }

    private TiedReplica replica(int self) {
        TiedReplica replica = replicas.get(self);
        if (replica == null) {
            throw new IllegalArgumentException("no honest replica " + self);
        }
        return replica;
    }

    private void propose(TiedReplica to, long view, Chain header) {
        to.receive(material.signed(Material.TRAITOR, new PrePrepare(Material.view(view), material.batch(header))));
    }

    /** By executing, where the very header was committed, or else by the state from others. */
    private void install(TiedReplica replica, Act.Install install, boolean byExecuting) {
        Chain chain = install.checkpoint();
        if (byExecuting && !install.views().isEmpty()) {
            long view = install.views().getFirst();
            Committed committed = material.committed(view, chain, said.committers(view, chain));
            replica.receive(material.signed(Material.TRAITOR, committed));
            tally.count("install by executing");
        } else {
            tally.count("install by transfer");
        }
        replica.receive(material.signed(Material.TRAITOR, new Stable(material.stable(chain))));
        replica.comeTo(chain);
    }

    /**
     * What makes a replica leave in the model is left open. Here two others have left, of whom one is honest; where none
     * is in the walk, or it would show a checkpoint, one is made up.
     */
    private void leave(TiedReplica replica, Act.Leave leave) {
        tally.count("leave");
        replica.receive(material.signed(Material.TRAITOR, nothing(leave.view())));
        int other = replica.self() == 1 ? 2 : 1;
        Optional<Signed<ViewChange>> real = leave.gone().stream()
                .map(sender -> change(leave.view(), sender))
                .filter(change -> !showsMore(change.message(), replica))
                .findFirst();
        replica.receive(real.orElse(material.signed(other, nothing(leave.view()))));
    }

    /** A checkpoint that it does not have would set it after a state that the model gives it later, or never. */
    private static boolean showsMore(ViewChange change, TiedReplica to) {
        return change.stable()
                .filter(shown -> shown.sequence() > to.core().standing().lowWatermark())
                .isPresent();
    }

    static ViewChange nothing(long modelView) {
        return new ViewChange(Material.view(modelView), Optional.empty(), Optional.empty());
    }

    private Signed<ViewChange> change(long modelView, int sender) {
        Signed<ViewChange> change = said.changes(modelView).get(sender);
        if (change == null) {
            throw new Difference("replica " + sender + " has not left for view " + modelView);
        }
        return change;
    }

    private void enter(TiedReplica replica, Act.Enter enter, Stand then) {
        List<Signed<ViewChange>> shown = new ArrayList<>();
        enter.from().forEach(sender -> shown.add(change(then.view(), sender)));
        if (shown.size() < Material.REPLICAS - 1) {
            shown.add(material.signed(Material.TRAITOR, traitors(enter, then.view())));
        }
        boolean certified = !then.voting().votes().isEmpty();
        tally.count(
                certified
                        ? "enter on a certificate"
                        : then.tip().equals(Optional.of(Chain.EMPTY)) ? "enter on nothing" : "enter on a checkpoint");
        replica.receive(material.signed(Material.TRAITOR, new NewView(Material.view(then.view()), shown)));
        replica.comeTo(then.stable());
    }

    private ViewChange traitors(Act.Enter enter, long view) {
        Optional<PreparedCertificate> certificate =
                enter.shown().map(shown -> material.prepared(shown, said.preparers(shown.view(), shown.chain())));
        return new ViewChange(
                Material.view(view),
                Optional.of(enter.marked()).filter(chain -> chain.length() > 0).map(material::stable),
                certificate);
    }

    private void compare(TiedReplica replica, Stand then) {
        Standing standing = replica.core().standing();
        Difference.unless(Material.view(then.view()), standing.view(), "the view");
        Difference.unless(then.tip().isPresent(), standing.active(), "whether the view has begun");
        Difference.unless((long) then.stable().length(), standing.lowWatermark(), "the stable checkpoint");
        Difference.unless(then.voting().votes(), said.preparedBy(replica.self(), then.view()), "the PREPAREs");
        Difference.unless(then.voting().commits(), said.committedBy(replica.self(), then.view()), "the COMMITs");
        ReplicaReport report = replica.core().report();
        Optional<Certificate> high = report.votes().highest().flatMap(material::certificate);
        Difference.unless(then.high(), high, "the highest certificate");
        if (then.tip().isPresent()) {
            long tip = standing.executed() + report.progress().inFlight();
            Difference.unless((long) then.tip().get().length(), tip, "the length of the chain");
        }
    }

    private void compareChange(Signed<ViewChange> signed, Stand then) {
        ViewChange change = signed.message();
        Difference.unless(
                then.high(), change.prepared().flatMap(material::certificate), "the certificate in the VIEW-CHANGE");
        Optional<Chain> stable = change.stable()
                .flatMap(shown -> material.chain(shown.checkpoint().header()));
        Difference.unless(then.stable(), stable.orElse(Chain.EMPTY), "the checkpoint in the VIEW-CHANGE");
    }
}
