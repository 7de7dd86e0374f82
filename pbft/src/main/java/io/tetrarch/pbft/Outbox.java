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

    /** What was signed in this step, in order. */
    private final List<Signed<?>> signed = new ArrayList<>();

    Outbox(int self, Signer signer) {
        this.self = self;
        this.signer = signer;
    }

    <M extends Message> Signed<M> sign(M message) {
        Signed<M> fresh = new Signed<>(self, message, signer.sign(message));
        signed.add(fresh);
        return fresh;
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

    /** The effects of this step so far. */
    List<Effect> effects() {
        return effects;
    }

    /** What was signed in this step so far. */
    List<Signed<?>> signed() {
        return signed;
    }

    List<Effect> take() {
        List<Effect> taken = effects;
        effects = new ArrayList<>();
        signed.clear();
        return taken;
    }
}
