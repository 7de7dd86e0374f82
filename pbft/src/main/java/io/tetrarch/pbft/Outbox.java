package io.tetrarch.pbft;

import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.Signed;
import java.util.ArrayList;
import java.util.List;

/** The effects of the step under way, in order, and the pen that signs for them. */
final class Outbox {
    private final int self;
    private final Signer signer;
    private List<Effect> effects = new ArrayList<>();

    Outbox(int self, Signer signer) {
        this.self = self;
        this.signer = signer;
    }

    <M extends Message> Signed<M> sign(M message) {
        return new Signed<>(self, message, signer.sign(message));
    }

    void add(Effect effect) {
        effects.add(effect);
    }

    void persist(Stored stored) {
        effects.add(new Effect.Persist(stored));
    }

    void send(int to, Message message) {
        effects.add(new Effect.Send(to, sign(message)));
    }

    void drop(int sender, Rejection reason) {
        effects.add(new Effect.Drop(sender, reason));
    }

    List<Effect> take() {
        List<Effect> taken = effects;
        effects = new ArrayList<>();
        return taken;
    }
}
