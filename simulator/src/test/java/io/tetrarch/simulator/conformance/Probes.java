package io.tetrarch.simulator.conformance;

import io.tetrarch.pbft.message.NewView;
import io.tetrarch.pbft.message.PrePrepare;
import io.tetrarch.pbft.message.Prepare;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.ViewChange;
import io.tetrarch.simulator.conformance.ModelStep.Chain;
import io.tetrarch.simulator.conformance.ModelStep.Stand;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Tries on twins of a replica, each begun from its disk, all that the model says it would do next, and all that it says
 * it would not.
 */
final class Probes {
    private static final List<String> NAMES = List.of("a", "b", "c", "d");

    private final Material material;
    private final Said said;
    private final Tally tally;
    private final List<Chain> headers;

    Probes(Material material, Said said, int interval, Tally tally) {
        this.material = material;
        this.said = said;
        this.tally = tally;
        this.headers = Material.headers(NAMES.subList(0, interval + 1), interval + 1);
    }

    void of(TiedReplica replica, Stand then) {
        SortedSet<Chain> wanted = new TreeSet<>(then.voting().accepts());
        wanted.removeAll(then.voting().votes());
        for (Chain header : wanted) {
            Said apart = new Said(material);
            propose(replica.twin(apart), then.view(), header);
            voted(replica, then, apart, new TreeSet<>(List.of(header)), "is shown the proposal " + header);
            tally.count("probe: a proposal accepted");
        }
        refusesTheOthers(replica, then, wanted);
        for (Chain header : then.voting().votes()) {
            commits(replica, then, header);
        }
        refusesViews(replica, then, wanted);
    }

    private void refusesTheOthers(TiedReplica replica, Stand then, SortedSet<Chain> wanted) {
        Said apart = new Said(material);
        TiedReplica twin = replica.twin(apart);
        proposeAllBut(wanted, twin, then);
        for (Chain header : headers) {
            propose(twin, then.view() + 1, header);
            if (then.view() > 0) {
                propose(twin, then.view() - 1, header);
            }
        }
        voted(replica, then, apart, new TreeSet<>(), "is shown proposals that are not to be accepted");
        tally.count("probe: proposals refused");
    }

    /** Those on its tip come first: of several in a slot only the first is looked at. */
    private void proposeAllBut(SortedSet<Chain> wanted, TiedReplica twin, Stand then) {
        for (boolean onTip : List.of(true, false)) {
            for (Chain header : headers) {
                boolean extendsTip = then.tip()
                        .filter(tip -> tip.length() + 1 == header.length() && tip.isPrefixOf(header))
                        .isPresent();
                if (extendsTip == onTip && !wanted.contains(header)) {
                    propose(twin, then.view(), header);
                }
            }
        }
    }

    private void propose(TiedReplica to, long view, Chain header) {
        to.receive(material.signed(Material.TRAITOR, new PrePrepare(Material.view(view), material.batch(header))));
    }

    /** A COMMIT where there is a quorum; what is not on its chain any more it may leave. */
    private void commits(TiedReplica replica, Stand then, Chain header) {
        boolean onChain = then.tip().filter(header::isPrefixOf).isPresent()
                && header.length() > then.stable().length();
        if (then.voting().commits().contains(header)) {
            return;
        }
        Said apart = new Said(material);
        showPrepares(replica.twin(apart), then.view(), header);
        SortedSet<Chain> expected = new TreeSet<>();
        if (onChain && then.voting().prepared().contains(header)) {
            expected.add(header);
        }
        Difference.unless(
                expected, apart.committedBy(replica.self(), then.view()), "the COMMITs after all votes for " + header);
        tally.count(expected.isEmpty() ? "probe: no COMMIT" : "probe: COMMIT");
    }

    /** The traitor's vote, and those of all who gave theirs. */
    void showPrepares(TiedReplica to, long view, Chain header) {
        to.receive(material.signed(Material.TRAITOR, material.prepare(view, header)));
        for (Signed<Prepare> vote : said.prepares(view, header).values()) {
            if (vote.sender() != to.self()) {
                to.receive(vote);
            }
        }
    }

    /** One VIEW-CHANGE moves nobody; no NEW-VIEW of too few, none for a view that has begun, and none for one that was left. */
    private void refusesViews(TiedReplica replica, Stand then, SortedSet<Chain> wanted) {
        Said apart = new Said(material);
        TiedReplica twin = replica.twin(apart);
        twin.receive(material.signed(Material.TRAITOR, Replay.nothing(then.view() + 1)));
        for (long view = Math.max(1, then.view() - 1); view <= then.view() + 1; view++) {
            List<Signed<ViewChange>> all = new ArrayList<>();
            for (int sender = 0; sender < Material.REPLICAS - 1; sender++) {
                all.add(material.signed(sender, Replay.nothing(view)));
            }
            all.addAll(0, said.changes(view).values());
            List<Signed<ViewChange>> few = all.subList(0, 2);
            twin.receive(material.signed(Material.TRAITOR, new NewView(Material.view(view), few)));
            twin.receive(material.signed(
                    Material.TRAITOR, new NewView(Material.view(view), List.of(few.get(0), few.get(1), few.get(1)))));
            boolean over = view < then.view() || (view == then.view() && !then.enters());
            if (over) {
                List<Signed<ViewChange>> enough = all.subList(all.size() - 3, all.size());
                twin.receive(material.signed(Material.TRAITOR, new NewView(Material.view(view), enough)));
            }
        }
        Difference.unless(
                replica.core().standing(), twin.core().standing(), "where it stands after NEW-VIEWs that do not count");
        proposeAllBut(wanted, twin, then);
        voted(replica, then, apart, new TreeSet<>(), "is shown NEW-VIEWs that do not count");
        tally.count("probe: NEW-VIEWs refused");
    }

    private void voted(TiedReplica replica, Stand then, Said apart, SortedSet<Chain> expected, String when) {
        String what = "what replica " + replica.self() + " votes for when it " + when;
        Difference.unless(expected, apart.preparedBy(replica.self(), then.view()), what);
        Difference.unless(new TreeSet<Chain>(), apart.committedBy(replica.self(), then.view()), what + " (COMMIT)");
        for (long view = Math.max(0, then.view() - 1); view <= then.view() + 1; view++) {
            if (view != then.view()) {
                Difference.unless(new TreeSet<Chain>(), apart.preparedBy(replica.self(), view), what);
            }
        }
    }
}
