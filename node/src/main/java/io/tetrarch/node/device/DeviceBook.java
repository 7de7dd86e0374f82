package io.tetrarch.node.device;

import io.tetrarch.crypto.signature.KeyRefusedException;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.crypto.signature.VerifyingKey;
import io.tetrarch.gate.bound.Name;
import io.tetrarch.gate.device.DevicePairing;
import io.tetrarch.node.device.DeviceRefused.Reason;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The devices that are paired, and the invitations that are open. A device is invited by name, the person types the
 * code that the inviter was shown into the device, and the device answers with its public key, signed together with the
 * code; from then on the name stands for that key. Pairing a name again replaces its key: what the lost device signs
 * from then on is refused.
 *
 * <p>Codes are used once, die after {@link #CODE_LIFE_MILLIS} or {@link #TRIES} wrong guesses, and are not written down.
 * For any number of threads.
 */
public final class DeviceBook {
    /** How long an invitation is open. */
    public static final long CODE_LIFE_MILLIS = 600_000;

    static final int TRIES = 5;
    private static final int MOST = 64;
    /** Without characters that are mistaken for one another. */
    private static final String ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    private static final int CODE_LENGTH = 10;

    private final Supplier<Digest> groupId;
    private final SignatureScheme scheme;
    private final DeviceFile file;
    private final LongSupplier wallMillis;
    private final SecureRandom random = new SecureRandom();
    private final SortedMap<String, PairedDevice> paired;
    private final SortedMap<String, Open> open = new TreeMap<>();

    private record Open(String code, long untilMillis, int triesLeft) {}

    /**
     * What the inviter is shown.
     *
     * @param code to be typed into the device
     * @param untilMillis Unix time at which it dies
     */
    public record Invitation(String device, String code, long untilMillis) {}

    /**
     * @param groupId of the group in its present epoch
     * @param file where the paired devices are kept
     * @throws IOException if what is kept there cannot be read
     */
    public DeviceBook(Supplier<Digest> groupId, SignatureScheme scheme, DeviceFile file, LongSupplier wallMillis)
            throws IOException {
        this.groupId = groupId;
        this.scheme = scheme;
        this.file = file;
        this.wallMillis = wallMillis;
        this.paired = file.read();
    }

    /** In the order of their names. */
    public synchronized List<PairedDevice> devices() {
        return List.copyOf(paired.values());
    }

    /** The key of a device, ready for use. */
    synchronized Optional<VerifyingKey> key(String device) {
        return Optional.ofNullable(paired.get(device))
                .map(known -> scheme.verifyingKey(known.key().toArray()));
    }

    /**
     * Opens an invitation; one that is open for this name is withdrawn.
     *
     * @throws DeviceRefused if the name cannot be a device's, or there are too many
     */
    public synchronized Invitation invite(String device) throws DeviceRefused {
        if (!Name.isReadable(device)) {
            throw new DeviceRefused(Reason.UNKNOWN_DEVICE, "a device's name has " + Name.READABLE_WORDS);
        }
        if (open.size() >= MOST || paired.size() >= MOST && !paired.containsKey(device)) {
            throw new DeviceRefused(Reason.FULL, "there are " + MOST + " devices already");
        }
        long until = wallMillis.getAsLong() + CODE_LIFE_MILLIS;
        String code = newCode();
        open.put(device, new Open(code, until, TRIES));
        return new Invitation(device, code, until);
    }

    /**
     * Pairs a device that was invited.
     *
     * @param signature of the device, over the pairing
     * @throws DeviceRefused if the code or the signature is not as it must be; a wrong code counts as a try
     * @throws IOException if it cannot be kept; it is not paired then
     */
    public synchronized PairedDevice pair(String device, Bytes key, String code, Bytes signature)
            throws DeviceRefused, IOException {
        useCode(device, code);
        VerifyingKey verifying = verifying(key);
        if (!new DevicePairing(groupId.get(), device, key, code).isSignedBy(verifying, signature)) {
            throw new DeviceRefused(Reason.SIGNATURE, "the signature is not this key's over this pairing");
        }
        PairedDevice next = new PairedDevice(device, key, wallMillis.getAsLong());
        SortedMap<String, PairedDevice> after = new TreeMap<>(paired);
        after.put(device, next);
        file.write(after);
        paired.put(device, next);
        open.remove(device);
        return next;
    }

    /**
     * Forgets a device: nothing that it signs is taken any more.
     *
     * @return whether there was one
     */
    public synchronized boolean remove(String device) throws IOException {
        SortedMap<String, PairedDevice> after = new TreeMap<>(paired);
        if (after.remove(device) == null) {
            return false;
        }
        file.write(after);
        paired.remove(device);
        return true;
    }

    private void useCode(String device, String code) throws DeviceRefused {
        Open invitation = open.get(device);
        if (invitation == null || invitation.untilMillis < wallMillis.getAsLong() || invitation.triesLeft == 0) {
            open.remove(device);
            throw new DeviceRefused(Reason.CODE, "no invitation is open for " + device + "; ask for a new code");
        }
        // Compared in constant time: how long it takes must not tell how much of a guess was right.
        if (!MessageDigest.isEqual(
                invitation.code.getBytes(StandardCharsets.UTF_8), code.getBytes(StandardCharsets.UTF_8))) {
            open.put(device, new Open(invitation.code, invitation.untilMillis, invitation.triesLeft - 1));
            throw new DeviceRefused(Reason.CODE, "that is not the code");
        }
    }

    private VerifyingKey verifying(Bytes key) throws DeviceRefused {
        try {
            VerifyingKey verifying = scheme.verifyingKey(key.toArray());
            if (verifying.isRegular()) {
                return verifying;
            }
            throw new DeviceRefused(Reason.SIGNATURE, "no key generator makes such a key");
        } catch (KeyRefusedException e) {
            throw new DeviceRefused(Reason.SIGNATURE, "that is no Ed25519 public key");
        }
    }

    private String newCode() {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < CODE_LENGTH; i++) {
            code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }
}
