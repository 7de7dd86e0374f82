package io.tetrarch.net.node;

import io.tetrarch.client.request.Refusal;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.wire.Frame;
import io.tetrarch.wire.FrameCodec;
import java.util.function.BiConsumer;

/**
 * How a replica talks to clients.
 *
 * @param clients sends a frame to the client of this key id, if it is connected; never waits
 */
record ClientTalk(FrameCodec codec, Askers askers, BiConsumer<Digest, byte[]> clients) {
    /** Whether the client that asked for it waits for this replica's answer; one that is not known does. */
    boolean isAwaited(Digest request) {
        return askers.of(request).map(asker -> !asker.quiet()).orElse(true);
    }

    void answer(Digest client, Frame frame) {
        clients.accept(client, codec.encode(frame));
    }

    void refuse(Digest request, Refusal why) {
        askers.of(request)
                .ifPresent(asker -> answer(asker.client(), new Frame.Refused(request, why.word(), why.lasting())));
    }
}
