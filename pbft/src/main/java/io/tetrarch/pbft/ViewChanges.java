package io.tetrarch.pbft;

import io.tetrarch.pbft.message.NewView;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.ViewChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** How a replica leaves a view and enters the next (paper, section 4.4). */
final class ViewChanges {
    private final ReplicaState state;
    private final Chain chain;
    private final VoteLog votes;
    private final OwnVotes own;
    private final Checkpoints checkpoints;
    private final NormalCase normalCase;
    private final Certificates certificates;

    /** Of each replica the VIEW-CHANGE for the highest view, this one's own included: n at most. */
    private final TreeMap<Integer, Signed<ViewChange>> received = new TreeMap<>();

    ViewChanges(Parts parts, Checkpoints checkpoints, NormalCase normalCase) {
        this.state = parts.state();
        this.chain = parts.chain();
        this.votes = parts.votes();
        this.own = parts.own();
        this.checkpoints = checkpoints;
        this.normalCase = normalCase;
        this.certificates = new Certificates(state.configuration);
    }

    /** Leaves the present view for a later one. */
    void start(long view) {
        if (state.isSilent()) {
            return;
        }
        leaveFor(view);
        state.active = false;
        state.failedViews++;
        ViewChange change = new ViewChange(view, state.stable, state.highest);
        Signed<ViewChange> signed = state.out.sign(change);
        state.out.persist(new Stored.Own(signed));
        state.out.add(new Effect.Broadcast(signed));
        state.out.add(new Effect.ViewChanged(view, false));
        received.put(state.self(), signed);
        joinOthers();
        tryNewView();
    }

    private void leaveFor(long view) {
        if (view <= state.view) {
            throw new BrokenInvariant(Invariant.VIEW_FORWARD, "the view went from " + state.view + " to " + view);
        }
        state.view = view;
        state.newView = Optional.empty();
        votes.clear();
        own.clear();
        normalCase.clear();
    }

    Optional<Rejection> onViewChange(Signed<ViewChange> signed) {
        ViewChange change = signed.message();
        if (change.view() < state.view || (change.view() == state.view && state.active)) {
            return Optional.of(Rejection.WRONG_VIEW);
        }
        Signed<ViewChange> held = received.get(signed.sender());
        if (held != null && held.message().view() >= change.view()) {
            return Optional.of(Rejection.DUPLICATE);
        }
        if (!certificates.isValid(change)) {
            return Optional.of(Rejection.BAD_CERTIFICATE);
        }
        received.put(signed.sender(), signed);
        change.stable().ifPresent(checkpoints::onStable);
        joinOthers();
        tryNewView();
        return Optional.empty();
    }

    /** f+1 replicas in later views: at least one honest one left this view, so join the nearest of them. */
    private void joinOthers() {
        List<Long> later = received.values().stream()
                .map(signed -> signed.message().view())
                .filter(view -> view > state.view)
                .sorted()
                .toList();
        if (later.size() >= state.configuration.weakQuorum()) {
            start(later.getFirst());
        }
    }

    /**
     * Whether 2f+1 replicas have left for the present view, so that its NEW-VIEW is due. One that went further has left
     * for this view too, though its VIEW-CHANGE for it may be lost for good.
     */
    boolean isNewViewDue() {
        long left = received.values().stream()
                .filter(signed -> signed.message().view() >= state.view)
                .count();
        return !state.active && left >= state.quorum();
    }

    /** Who is known to have left for this view or a later one. */
    SortedSet<Integer> leftFor() {
        TreeSet<Integer> left = new TreeSet<>();
        received.forEach((replica, signed) -> {
            if (signed.message().view() >= state.view) {
                left.add(replica);
            }
        });
        return left;
    }

    private List<Signed<ViewChange>> forThisView() {
        return received.values().stream()
                .filter(signed -> signed.message().view() == state.view)
                .toList();
    }

    private void tryNewView() {
        boolean mayBegin = !state.active && !state.isSilent() && state.isLeader();
        if (!mayBegin || forThisView().size() < state.quorum()) {
            return;
        }
        Signed<ViewChange> mine = received.get(state.self());
        if (mine == null || mine.message().view() != state.view) {
            return;
        }
        List<Signed<ViewChange>> chosen = new ArrayList<>(List.of(mine));
        forThisView().stream()
                .filter(signed -> signed.sender() != state.self())
                .limit(state.quorum() - 1L)
                .forEach(chosen::add);
        Signed<NewView> signed = state.out.sign(new NewView(state.view, chosen));
        state.out.persist(new Stored.Entered(signed));
        state.out.add(new Effect.Broadcast(signed));
        enter(signed);
    }

    Optional<Rejection> onNewView(Signed<NewView> signed) {
        NewView newView = signed.message();
        if (newView.view() < state.view || (newView.view() == state.view && state.active)) {
            return Optional.of(Rejection.WRONG_VIEW);
        }
        if (signed.sender() != state.configuration.leader(newView.view())) {
            return Optional.of(Rejection.NOT_LEADER);
        }
        if (!certificates.isValid(newView)) {
            return Optional.of(Rejection.BAD_CERTIFICATE);
        }
        if (newView.view() > state.view) {
            leaveFor(newView.view());
        }
        state.out.persist(new Stored.Entered(signed));
        enter(signed);
        return Optional.empty();
    }

    private void enter(Signed<NewView> signed) {
        NewViewBase base = baseOf(signed);
        base.stable().ifPresent(checkpoints::onStable);
        // Below it lies what was executed in this view or later, before its NEW-VIEW came here; nothing older may.
        if (base.link().sequence() < state.executed && state.executedInView < state.view) {
            throw new BrokenInvariant(
                    Invariant.ONE_CHAIN,
                    "view " + state.view + " begins at " + base.link().sequence() + ", below the executed batch "
                            + state.executed + ": more than f replicas are faulty");
        }
        begin(signed, base);
        if (base.certified()) {
            normalCase.prepareBase(base.link());
        }
        state.out.add(new Effect.ViewChanged(state.view, true));
    }

    private void begin(Signed<NewView> signed, NewViewBase base) {
        state.active = true;
        state.newView = Optional.of(signed);
        received.values().removeIf(held -> held.message().view() <= state.view);
        chain.restart(base.link());
    }

    private NewViewBase baseOf(Signed<NewView> signed) {
        return NewViewBase.of(signed.message(), state.beginning());
    }

    /** The own VIEW-CHANGE, while its NEW-VIEW is awaited. */
    Optional<Signed<ViewChange>> ownChange() {
        return Optional.ofNullable(received.get(state.self()))
                .filter(signed -> signed.message().view() == state.view && !state.active);
    }

    /** The VIEW-CHANGE held of a replica, the one for the highest view. */
    Optional<Signed<ViewChange>> changeOf(int replica) {
        return Optional.ofNullable(received.get(replica));
    }

    /** A VIEW-CHANGE sent before a restart. */
    void restore(Signed<ViewChange> signed) {
        if (signed.message().view() > state.view) {
            leaveFor(signed.message().view());
            state.active = false;
            received.put(state.self(), signed);
        }
    }

    /** A NEW-VIEW accepted before a restart; its base binds as before. */
    void restoreEntered(Signed<NewView> signed) {
        if (signed.message().view() > state.view) {
            leaveFor(signed.message().view());
        }
        if (signed.message().view() == state.view) {
            begin(signed, baseOf(signed));
        }
    }
}
