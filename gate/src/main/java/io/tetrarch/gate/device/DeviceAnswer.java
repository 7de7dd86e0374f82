package io.tetrarch.gate.device;

import io.tetrarch.crypto.dsse.Dsse;
import io.tetrarch.crypto.signature.SigningKey;
import io.tetrarch.crypto.signature.VerifyingKey;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Encoder;

/**
 * What a person's device signs: an answer to one request about one action. It names the action by the hash of the bytes
 * that the device rendered, so a screen that was shown something else signs something else.
 *
 * @param device the name under which it was paired
 * @param request the request's digest
 * @param actionHash SHA3-256 of the action bytes that the person saw
 * @param answer APPROVE or DENY; whoever does not know does not answer
 * @param answeredMillis Unix time by the device's clock
 */
public record DeviceAnswer(
        Domain domain, String device, Digest request, Digest actionHash, Answer answer, long answeredMillis) {

    /** Part of what is signed (DSSE), so that no other signature of the device passes for an answer. */
    public static final String PAYLOAD_TYPE = "application/vnd.tetrarch.device-answer.v1";

    public DeviceAnswer {
        if (answer == Answer.ABSTAIN) {
            throw new IllegalArgumentException("a person approves or denies");
        }
    }

    /** The body: domain, device, request, action hash, answer, time. */
    public byte[] encoded() {
        return new Encoder()
                .domain(domain)
                .string(device)
                .digest(request)
                .digest(actionHash)
                .u8(answer.code())
                .u64(answeredMillis)
                .toArray();
    }

    /** Signs with the device's own key. */
    public Bytes sign(SigningKey key) {
        return Bytes.wrap(key.sign(Dsse.pae(PAYLOAD_TYPE, encoded())));
    }

    /** Whether the device with this key signed exactly this answer. */
    public boolean isSignedBy(VerifyingKey key, Bytes signature) {
        return key.verify(Dsse.pae(PAYLOAD_TYPE, encoded()), signature.readOnlyArray());
    }
}
