package io.tetrarch.simulator.byzantine;

import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.simulator.random.Randomness;
import io.tetrarch.simulator.world.Adversary;
import java.util.Optional;

/** An adversary whose replicas behave, but for what a subclass does otherwise. */
public abstract class Conspiracy implements Adversary {
    private final int replicas;

    protected Conspiracy(int replicas) {
        this.replicas = replicas;
    }

    protected final int replicas() {
        return replicas;
    }

    @Override
    public void send(Puppet puppet, Optional<Integer> to, Signed<? extends Message> message) {
        if (to.isPresent()) {
            puppet.post(to.get(), message);
        } else {
            postToAll(puppet, message);
        }
    }

    protected final void postToAll(Puppet puppet, Signed<? extends Message> message) {
        for (int other = 0; other < replicas; other++) {
            if (other != puppet.replica()) {
                puppet.post(other, message);
            }
        }
    }

    @Override
    public boolean receive(Puppet puppet, Signed<? extends Message> message) {
        return true;
    }

    @Override
    public void tick(Puppet puppet) {}

    @Override
    public Answer judge(Puppet puppet, SignedRequest request, Randomness randomness) {
        return Answer.APPROVE;
    }
}
