package io.tetrarch.gate.device;

import io.tetrarch.crypto.dsse.Dsse;
import io.tetrarch.crypto.signature.SigningKey;
import io.tetrarch.crypto.signature.VerifyingKey;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Encoder;

/**
 * What an operator's device signs to have something done to the replicas of a process, which no ledger tells of.
 *
 * @param operator the name under which the device was paired
 * @param order what is to be done, {@code halt} or {@code start}
 * @param replica to whom
 * @param orderedMillis Unix time by the device's clock; an order is good once, and not for long
 */
public record OperatorOrder(Domain domain, String operator, String order, String replica, long orderedMillis) {
    /** Part of what is signed (DSSE). */
    public static final String PAYLOAD_TYPE = "application/vnd.tetrarch.operator-order.v1";

    /** The body: domain, operator, order, replica, time. */
    public byte[] encoded() {
        return new Encoder()
                .domain(domain)
                .string(operator)
                .string(order)
                .string(replica)
                .u64(orderedMillis)
                .toArray();
    }

    public Bytes sign(SigningKey key) {
        return Bytes.wrap(key.sign(Dsse.pae(PAYLOAD_TYPE, encoded())));
    }

    /** Whether the holder of this key ordered exactly this. */
    public boolean isSignedBy(VerifyingKey key, Bytes signature) {
        return key.verify(Dsse.pae(PAYLOAD_TYPE, encoded()), signature.readOnlyArray());
    }
}
