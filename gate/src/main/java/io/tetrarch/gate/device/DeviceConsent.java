package io.tetrarch.gate.device;

import io.tetrarch.crypto.dsse.Dsse;
import io.tetrarch.crypto.signature.SigningKey;
import io.tetrarch.crypto.signature.VerifyingKey;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Encoder;

/**
 * What a device's key signs so that the devices of its group change. The version is the one that the device's name has
 * before the change; it goes up with the change and never comes back, so a consent is good for one change at most.
 *
 * @param groupId of the group in its present epoch
 * @param device whose key is changed: a name
 */
public record DeviceConsent(Digest groupId, String device, long version, Matter matter) {
    /** Part of what is signed (DSSE), so that no other signature of the device passes for a consent. */
    public static final String PAYLOAD_TYPE = "application/vnd.tetrarch.device-consent.v1";

    /** What is agreed to. */
    public sealed interface Matter {
        /**
         * That a device is paired under this name; an operator's to say.
         *
         * @param untilMillis Unix time at which the invitation dies
         */
        record Invite(DeviceRole role, long untilMillis) implements Matter {}

        /** That another key takes the place of the one that signs; signed by both. */
        record Replace(Bytes key) implements Matter {}

        /** That the name stands for no key any more. */
        record Remove() implements Matter {}
    }

    /** The body: group, device, version, and the matter with a word that tells which it is. */
    public byte[] encoded() {
        Encoder body = new Encoder().digest(groupId).string(device).u64(version);
        return switch (matter) {
            case Matter.Invite invite ->
                body.string("invite")
                        .string(invite.role().word())
                        .u64(invite.untilMillis())
                        .toArray();
            case Matter.Replace replace ->
                body.string("replace").bytes(replace.key()).toArray();
            case Matter.Remove remove -> body.string("remove").toArray();
        };
    }

    public Bytes sign(SigningKey key) {
        return Bytes.wrap(key.sign(Dsse.pae(PAYLOAD_TYPE, encoded())));
    }

    /** Whether the holder of this key agreed to exactly this. */
    public boolean isSignedBy(VerifyingKey key, Bytes signature) {
        return key.verify(Dsse.pae(PAYLOAD_TYPE, encoded()), signature.readOnlyArray());
    }
}
