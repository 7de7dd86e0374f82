package io.tetrarch.node.record;

import io.tetrarch.node.record.HaltRecord.Outcome;
import io.tetrarch.pbft.Effect;
import io.tetrarch.pbft.Stored;
import io.tetrarch.pbft.Trace;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Encoder;
import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.wire.MessageCodec;
import io.tetrarch.wire.StoredCodec;
import io.tetrarch.wire.WireLimits;
import java.util.List;

/** Effects as bytes, to tell whether two steps want the same done. Batches stand in them by their digests where stored. */
final class EffectBytes {
    private final MessageCodec messages;
    private final StoredCodec records;

    EffectBytes(WireLimits limits) {
        this.messages = new MessageCodec(limits.forStore());
        this.records = new StoredCodec(limits);
    }

    Outcome outcome(List<Effect> effects) {
        Encoder to = new Encoder().u32(effects.size());
        effects.forEach(effect -> encode(effect, to));
        return new Outcome(to.sha3(), Trace.lines(effects));
    }

    private void encode(Effect effect, Encoder to) {
        switch (effect) {
            case Effect.Persist persist -> to.u8(1).bytes(records.encode(persist.stored()));
            case Effect.Truncate truncate -> to.u8(2);
            case Effect.Send send -> to.u8(3).u32(send.to()).bytes(bytes(send.message()));
            case Effect.Broadcast broadcast -> to.u8(4).bytes(bytes(broadcast.message()));
            case Effect.Judge judge -> to.u8(5).bytes(messages.encodeRequest(judge.request()));
            case Effect.Execute execute ->
                to.u8(6).bytes(records.encode(new Stored.Executed(execute.batches(), execute.certificate())));
            case Effect.Installed installed -> to.u8(7).u64(installed.sequence());
            case Effect.EpochEnded ended -> to.u8(8).bytes(bytes(new Signed<>(0, ended.succession(), Bytes.EMPTY)));
            case Effect.StartTimer start ->
                to.u8(9).string(start.timer().name()).u64(start.delayMillis());
            case Effect.StopTimer stop -> to.u8(10).string(stop.timer().name());
            case Effect.Report report -> to.u8(11).bytes(records.encode(new Stored.Conviction(report.evidence())));
            case Effect.Refuse refuse ->
                to.u8(12).digest(refuse.request()).string(refuse.reason().name());
            case Effect.Drop drop ->
                to.u8(13).u32(drop.sender()).string(drop.reason().name());
            case Effect.ViewChanged changed -> to.u8(14).u64(changed.view()).u8(changed.active() ? 1 : 0);
        }
    }

    private byte[] bytes(Signed<? extends Message> message) {
        return messages.encode(message);
    }
}
