package io.tetrarch.simulator.scenario;

import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Slot;

/** What an event or a message is about. */
record Subject(Phase phase, int from, Slot slot, Digest digest, String words, Bytes signature) {
    /** Who signed what the subject is about. */
    record Signer(int replica, Bytes signature) {
        Subject says(Phase phase, String words) {
            return local(phase, replica).saying(words).signed(signature);
        }
    }

    static Subject local(Phase phase, int from) {
        return new Subject(phase, from, Slot.NONE, Digest.ZERO, "", Bytes.EMPTY);
    }

    Subject in(long view, long sequence) {
        return new Subject(phase, from, new Slot(view, sequence), digest, words, signature);
    }

    Subject about(Digest other) {
        return new Subject(phase, from, slot, other, words, signature);
    }

    Subject saying(String other) {
        return new Subject(phase, from, slot, digest, other, signature);
    }

    Subject signed(Bytes other) {
        return new Subject(phase, from, slot, digest, words, other);
    }

    /** As it is told of a run about this request. */
    ScenarioEvent.Subject told(SignedRequest request) {
        return new ScenarioEvent.Subject(
                phase,
                from,
                slot.view(),
                slot.sequence(),
                request.request().actionHash().toString(),
                digest.equals(Digest.ZERO) ? "" : digest.toString());
    }
}
