package io.tetrarch.simulator.script;

import io.tetrarch.pbft.message.Accusation;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Body;
import io.tetrarch.pbft.message.Checkpoint;
import io.tetrarch.pbft.message.Chunk;
import io.tetrarch.pbft.message.Commit;
import io.tetrarch.pbft.message.Committed;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Fetch;
import io.tetrarch.pbft.message.Forward;
import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.NewView;
import io.tetrarch.pbft.message.PrePrepare;
import io.tetrarch.pbft.message.Prepare;
import io.tetrarch.pbft.message.Relay;
import io.tetrarch.pbft.message.Reminder;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Stable;
import io.tetrarch.pbft.message.Status;
import io.tetrarch.pbft.message.Succession;
import io.tetrarch.pbft.message.Verdicts;
import io.tetrarch.pbft.message.ViewChange;
import io.tetrarch.simulator.byzantine.Conspiracy;
import io.tetrarch.simulator.byzantine.RandomAdversary;
import io.tetrarch.simulator.random.Randomness;
import java.util.Optional;

/** The Byzantine replicas of a script: they run the honest code, in two places where they are twins, and change messages. */
final class ScriptedReplicas extends Conspiracy {
    private final Script script;
    private final int[] left;
    private final Optional<RandomAdversary> saboteur;

    ScriptedReplicas(Briefing briefing, Script script) {
        super(briefing.replicas());
        this.script = script;
        this.left = script.rules().stream().mapToInt(Script.Rule::times).toArray();
        this.saboteur = script.group().attacks().isEmpty()
                ? Optional.empty()
                : Optional.of(new RandomAdversary(briefing, script.group().attacks()));
    }

    @Override
    public int instances(int replica) {
        return script.group().twins().contains(replica) ? 2 : 1;
    }

    @Override
    public void send(Puppet puppet, Optional<Integer> to, Signed<? extends Message> message) {
        if (saboteur.isPresent()) {
            saboteur.get().send(puppet, to, message);
            return;
        }
        for (int other = 0; other < replicas(); other++) {
            if (other != puppet.replica() && to.orElse(other) == other) {
                puppet.post(other, changed(puppet, other, message));
            }
        }
    }

    private Signed<? extends Message> changed(Puppet puppet, int to, Signed<? extends Message> signed) {
        for (int i = 0; i < left.length; i++) {
            Script.Rule rule = script.rules().get(i);
            if (left[i] > 0
                    && !Director.isNetwork(rule.deed())
                    && Director.matches(rule, signed.message(), puppet.nowMillis(), puppet.address(), to)) {
                left[i]--;
                return puppet.signed(changed(rule.deed(), signed.message()));
            }
        }
        return signed;
    }

    private static Message changed(Script.Deed deed, Message message) {
        long view = deed == Script.Deed.OTHER_VIEW ? 1 : 0;
        long sequence = deed == Script.Deed.OTHER_SEQUENCE ? 1 : 0;
        return switch (message) {
            case PrePrepare it -> new PrePrepare(it.view() + view, it.batch());
            case Prepare it -> new Prepare(it.view() + view, it.sequence() + sequence, digest(deed, it.digest()));
            case Commit it -> new Commit(it.view() + view, it.sequence() + sequence, digest(deed, it.digest()));
            case ViewChange it -> new ViewChange(it.view() + view, it.stable(), it.prepared());
            case NewView it -> new NewView(it.view() + view, it.viewChanges());
            case Verdicts verdicts -> verdicts;
            case Checkpoint checkpoint -> checkpoint;
            case Status status -> status;
            case Relay relay -> relay;
            case Forward forward -> forward;
            case Fetch fetch -> fetch;
            case Body body -> body;
            case Committed committed -> committed;
            case Stable stable -> stable;
            case Chunk chunk -> chunk;
            case Accusation accusation -> accusation;
            case Succession succession -> succession;
            case Reminder reminder -> reminder;
        };
    }

    private static Digest digest(Script.Deed deed, Digest digest) {
        return deed == Script.Deed.OTHER_DIGEST
                ? new Digest(digest.a() ^ 1, digest.b(), digest.c(), digest.d())
                : digest;
    }

    @Override
    public boolean receive(Puppet puppet, Signed<? extends Message> message) {
        return saboteur.map(it -> it.receive(puppet, message)).orElse(true);
    }

    @Override
    public void tick(Puppet puppet) {
        saboteur.ifPresent(it -> it.tick(puppet));
    }

    @Override
    public Answer judge(Puppet puppet, SignedRequest request, Randomness randomness) {
        return Answer.APPROVE;
    }
}
