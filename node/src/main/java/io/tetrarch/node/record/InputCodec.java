package io.tetrarch.node.record;

import io.tetrarch.crypto.authentication.Authentication;
import io.tetrarch.crypto.authentication.Authenticator;
import io.tetrarch.pbft.Input;
import io.tetrarch.pbft.Stored;
import io.tetrarch.pbft.Timer;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Encoder;
import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.Verdicts;
import io.tetrarch.wire.Decoding;
import io.tetrarch.wire.MessageCodec;
import io.tetrarch.wire.StoredCodec;
import io.tetrarch.wire.WireLimits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Inputs to bytes and back. What a signature vouched for when it came in is verified again when it is read. */
final class InputCodec {
    private static final int RECOVERED = 1;
    private static final int RECEIVED = 2;
    private static final int SUBMITTED = 3;
    private static final int JUDGED = 4;
    private static final int TIMER_FIRED = 5;
    /** In the place of a signature where there is none yet: verdicts come from the judge unsigned. */
    private static final Bytes UNSIGNED = Bytes.wrap(new byte[64]);

    private final MessageCodec messages;
    private final StoredCodec records;

    InputCodec(WireLimits limits) {
        this.messages = new MessageCodec(limits.forStore());
        this.records = new StoredCodec(limits);
    }

    void encode(Input input, Encoder to) {
        switch (input) {
            case Input.Recovered recovered -> encode(recovered, to.u8(RECOVERED));
            case Input.Received received ->
                to.u8(RECEIVED).bytes(messages.encode(received.message().signed()));
            case Input.Submitted submitted ->
                to.u8(SUBMITTED)
                        .bytes(messages.encodeRequest(submitted.request().signed()));
            case Input.Judged judged ->
                to.u8(JUDGED).bytes(messages.encode(new Signed<>(0, new Verdicts(judged.verdicts()), UNSIGNED)));
            case Input.TimerFired fired ->
                to.u8(TIMER_FIRED).string(fired.timer().name());
        }
    }

    private void encode(Input.Recovered recovered, Encoder to) {
        Map<Digest, Batch> bodies = new LinkedHashMap<>();
        for (Stored record : recovered.stored()) {
            StoredCodec.bodies(record).forEach(body -> bodies.putIfAbsent(body.digest(), body));
        }
        to.u64(recovered.challenge())
                .list(List.copyOf(bodies.values()), (each, body) -> each.bytes(messages.encodeBatch(body)))
                .list(recovered.stored(), (each, record) -> each.bytes(records.encode(record)));
    }

    Input decode(RecordBytes from, Authenticator authenticator) throws UnreadableRecord {
        int tag = from.u8();
        return switch (tag) {
            case RECOVERED -> recovered(from);
            case RECEIVED -> received(value(messages.decode(from.bytes())), authenticator);
            case SUBMITTED ->
                new Input.Submitted(accepted(authenticator.authenticate(value(messages.decodeRequest(from.bytes())))));
            case JUDGED -> judged(value(messages.decode(from.bytes())));
            case TIMER_FIRED -> new Input.TimerFired(timer(from.string()));
            default -> throw new UnreadableRecord("has an input of an unknown kind, " + tag);
        };
    }

    void encodeBatch(Batch batch, Encoder to) {
        to.bytes(messages.encodeBatch(batch));
    }

    Batch batch(RecordBytes from) throws UnreadableRecord {
        return value(messages.decodeBatch(from.bytes()));
    }

    private Input.Recovered recovered(RecordBytes from) throws UnreadableRecord {
        long challenge = from.u64();
        Map<Digest, Batch> bodies = new LinkedHashMap<>();
        for (int left = from.count(); left > 0; left--) {
            Batch body = value(messages.decodeBatch(from.bytes()));
            bodies.put(body.digest(), body);
        }
        List<Stored> stored = new ArrayList<>();
        for (int left = from.count(); left > 0; left--) {
            stored.add(value(records.decode(from.bytes(), digest -> Optional.ofNullable(bodies.get(digest)))));
        }
        return new Input.Recovered(stored, challenge);
    }

    private static <M extends Message> Input received(Signed<M> signed, Authenticator authenticator)
            throws UnreadableRecord {
        return new Input.Received(accepted(authenticator.authenticate(signed)));
    }

    private static Input judged(Signed<? extends Message> signed) throws UnreadableRecord {
        if (signed.message() instanceof Verdicts verdicts) {
            return new Input.Judged(verdicts.verdicts());
        }
        throw new UnreadableRecord("has a " + signed.message().type() + " in the place of verdicts");
    }

    private static Timer timer(String name) throws UnreadableRecord {
        for (Timer timer : Timer.values()) {
            if (timer.name().equals(name)) {
                return timer;
            }
        }
        throw new UnreadableRecord("has a timer of an unknown kind");
    }

    private static <T> T accepted(Authentication<T> authentication) throws UnreadableRecord {
        return switch (authentication) {
            case Authentication.Accepted<T> accepted -> accepted.value();
            case Authentication.Refused<T> refused ->
                throw new UnreadableRecord("has an input that is not authentic: " + refused.reason());
        };
    }

    private static <T> T value(Decoding<T> decoding) throws UnreadableRecord {
        return switch (decoding) {
            case Decoding.Decoded<T> decoded -> decoded.value();
            case Decoding.Malformed<T> malformed ->
                throw new UnreadableRecord("has an input that cannot be read: " + malformed.reason());
        };
    }
}
