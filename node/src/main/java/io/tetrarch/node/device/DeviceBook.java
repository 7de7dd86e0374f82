package io.tetrarch.node.device;

import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.crypto.signature.VerifyingKey;
import io.tetrarch.gate.device.DeviceConsent;
import io.tetrarch.gate.device.DeviceRole;
import io.tetrarch.gate.service.ChangeDevice;
import io.tetrarch.gate.service.DeviceTable;
import io.tetrarch.node.device.DeviceRefused.Reason;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.proof.bound.Name;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The devices as the ledger has them, and the invitations that are open. A device is invited by name, the person types
 * the code that the inviter was shown into the device, and the device answers with its public key, signed together with
 * the code; from the decision on the name stands for that key. A name that has a key gets no other by invitation: the key
 * itself has to sign, or another device's has to for its removal.
 *
 * <p>Codes are used once, die after {@link #CODE_LIFE_MILLIS} or {@link #TRIES} wrong guesses, and are not written down
 * before they are used. For any number of threads.
 */
public final class DeviceBook {
    /** How long an invitation is open. */
    public static final long CODE_LIFE_MILLIS = 600_000;

    static final int TRIES = 5;
    private static final int MOST = DeviceTable.MOST;
    /** Without characters that are mistaken for one another. */
    private static final String ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    private static final int CODE_LENGTH = 10;

    private final Supplier<DeviceLedger> ledger;
    private final SignatureScheme scheme;
    private final LongSupplier wallMillis;
    private final SecureRandom random = new SecureRandom();
    private final SortedMap<String, Open> open = new TreeMap<>();
    /** Keys that have been looked at before, by their bytes: to find out whether one is fit costs more than to verify with it. */
    private final ConcurrentMap<Bytes, VerifyingKey> fit = new ConcurrentHashMap<>();

    private record Open(String code, long untilMillis, int triesLeft, DeviceRole role, ChangeDevice.Invitation by) {}

    /**
     * What the inviter is shown.
     *
     * @param code to be typed into the device
     * @param untilMillis Unix time at which it dies
     */
    public record Invitation(String device, String code, long untilMillis) {}

    /** @param ledger asked for once the group is at work */
    public DeviceBook(Supplier<DeviceLedger> ledger, SignatureScheme scheme, LongSupplier wallMillis) {
        this.ledger = ledger;
        this.scheme = scheme;
        this.wallMillis = wallMillis;
    }

    /** In the order of their names. */
    public List<PairedDevice> devices() {
        return ledger.get().table().devices().entrySet().stream()
                .map(each -> PairedDevice.of(each.getKey(), each.getValue()))
                .toList();
    }

    /** What a consent to a change of this name has to say. */
    public long version(String device) {
        return ledger.get().table().version(device);
    }

    /** The key of a device, ready for use. */
    public Optional<VerifyingKey> key(String device) {
        return ledger.get().table().find(device).map(known -> fit(known.key()));
    }

    private VerifyingKey fit(Bytes key) {
        if (fit.size() > 2 * MOST) {
            fit.clear(); // of devices that are gone
        }
        return fit.computeIfAbsent(key, bytes -> scheme.verifyingKey(bytes.toArray()));
    }

    /** {@link #invite(String, DeviceRole, ChangeDevice.Invitation)} of a person's device by the program that asks. */
    public Invitation invite(String device) throws DeviceRefused {
        return invite(device, DeviceRole.PERSON, new ChangeDevice.Invitation.Host());
    }

    /**
     * Opens an invitation; one that is open for this name is withdrawn.
     *
     * @param by whose word it is; a caller that says it is the terminal's, or its own, has made sure of that
     * @throws DeviceRefused if the name cannot be a device's, or is one's already, there are too many, or no operator
     *     signed what says so
     */
    public Invitation invite(String device, DeviceRole role, ChangeDevice.Invitation by) throws DeviceRefused {
        if (!Name.isReadable(device)) {
            throw new DeviceRefused(Reason.UNKNOWN_DEVICE, "a device's name has " + Name.READABLE_WORDS);
        }
        DeviceTable table = ledger.get().table();
        if (table.find(device).isPresent()) {
            throw new DeviceRefused(
                    Reason.PAIRED,
                    device
                            + " is paired already: its key is replaced or removed with its own signature ('tetrarch"
                            + " device replace', 'remove'), or, if it is lost, removed with another device's");
        }
        if (table.devices().size() >= MOST) {
            throw new DeviceRefused(Reason.FULL, "there are " + MOST + " devices already");
        }
        long now = wallMillis.getAsLong();
        long until = mayInvite(table, device, role, by, now);
        synchronized (this) {
            open.values().removeIf(each -> each.untilMillis < now);
            if (open.size() >= MOST && !open.containsKey(device)) {
                throw new DeviceRefused(Reason.FULL, "there are " + MOST + " invitations already");
            }
            String code = newCode();
            open.put(device, new Open(code, until, TRIES, role, by));
            return new Invitation(device, code, until);
        }
    }

    /** Until when; what is found here the replicas find again. */
    private long mayInvite(DeviceTable table, String device, DeviceRole role, ChangeDevice.Invitation by, long now)
            throws DeviceRefused {
        if (by instanceof ChangeDevice.Invitation.Operator operator) {
            VerifyingKey key = table.find(operator.operator())
                    .filter(known -> known.role() == DeviceRole.OPERATOR)
                    .map(known -> scheme.verifyingKey(known.key().toArray()))
                    .orElseThrow(() ->
                            new DeviceRefused(Reason.UNKNOWN_DEVICE, operator.operator() + " is no operator's device"));
            DeviceConsent consent = new DeviceConsent(
                    ledger.get().domain().groupId(),
                    device,
                    table.version(device),
                    new DeviceConsent.Matter.Invite(role, operator.untilMillis()));
            if (!consent.isSignedBy(key, operator.signature())) {
                throw new DeviceRefused(
                        Reason.SIGNATURE,
                        "the signature is not that of " + operator.operator() + " over this invitation");
            }
            if (operator.untilMillis() < now || operator.untilMillis() > now + 2 * CODE_LIFE_MILLIS) {
                throw new DeviceRefused(
                        Reason.OTHER_SUBJECT,
                        "expected an invitation that ends within " + CODE_LIFE_MILLIS / 1000 + " s");
            }
            return operator.untilMillis();
        }
        if (role == DeviceRole.OPERATOR && table.hasOperator()) {
            throw new DeviceRefused(
                    Reason.SIGNATURE, "there is an operator, who alone invites another: sign with that key");
        }
        return now + CODE_LIFE_MILLIS;
    }

    /**
     * Pairs a device that was invited, by a decision of the group.
     *
     * @param signature of the device, over the pairing
     * @throws DeviceRefused if the code or the signature is not as it must be; a wrong code counts as a try
     */
    public PairedDevice pair(String device, Bytes key, String code, Bytes signature)
            throws DeviceRefused, InterruptedException {
        Open invitation = useCode(device, code);
        decide(new ChangeDevice.Pair(
                device,
                version(device),
                new ChangeDevice.NewKey(key, signature),
                invitation.role,
                code,
                invitation.by));
        return changed(device, key);
    }

    /**
     * Puts another key in the place of a device's.
     *
     * @param key with its signature over the consent
     * @param signature of the old key, over the same
     */
    public PairedDevice replace(String device, ChangeDevice.NewKey key, Bytes signature)
            throws DeviceRefused, InterruptedException {
        known(device);
        decide(new ChangeDevice.Replace(device, version(device), key, signature));
        return changed(device, key.raw());
    }

    /**
     * Removes a device: nothing that it signs is taken any more.
     *
     * @param signer itself, or another device if it is lost
     * @return where on the ledger that stands
     */
    public long remove(String device, ChangeDevice.Signer signer) throws DeviceRefused, InterruptedException {
        known(device);
        return decide(new ChangeDevice.Remove(device, version(device), Optional.of(signer)));
    }

    private void known(String device) throws DeviceRefused {
        if (ledger.get().table().find(device).isEmpty()) {
            throw new DeviceRefused(Reason.UNKNOWN_DEVICE, "no device is paired as " + device);
        }
    }

    private PairedDevice changed(String device, Bytes key) throws DeviceRefused {
        return ledger.get()
                .table()
                .find(device)
                .filter(now -> now.key().equals(key))
                .map(now -> PairedDevice.of(device, now))
                .orElseThrow(() -> new DeviceRefused(
                        Reason.UNDECIDED, "another change of " + device + " came first; see 'tetrarch device list'"));
    }

    private long decide(ChangeDevice change) throws DeviceRefused, InterruptedException {
        return decided(ledger.get(), change);
    }

    /** The entry that approves the change. */
    static long decided(DeviceLedger ledger, ChangeDevice change) throws DeviceRefused, InterruptedException {
        DeviceLedger.Decided decided = ledger.decide(change);
        if (decided.entry().outcome() == Outcome.APPROVED) {
            return decided.index();
        }
        throw new DeviceRefused(
                Reason.SIGNATURE,
                decided.entry().verdicts().stream()
                        .map(vote -> vote.verdict())
                        .filter(verdict -> verdict.answer() == Answer.DENY)
                        .map(verdict -> verdict.explanation())
                        .findFirst()
                        .orElse("the replicas did not approve it"));
    }

    /** What is used is used, whatever the group decides then: the code goes with the request. */
    private synchronized Open useCode(String device, String code) throws DeviceRefused {
        Open invitation = open.get(device);
        if (invitation == null || invitation.untilMillis < wallMillis.getAsLong() || invitation.triesLeft == 0) {
            open.remove(device);
            throw new DeviceRefused(Reason.CODE, "no invitation is open for " + device + "; ask for a new code");
        }
        // Compared in constant time: how long it takes must not tell how much of a guess was right.
        if (!MessageDigest.isEqual(
                invitation.code.getBytes(StandardCharsets.UTF_8), code.getBytes(StandardCharsets.UTF_8))) {
            open.put(
                    device,
                    new Open(
                            invitation.code,
                            invitation.untilMillis,
                            invitation.triesLeft - 1,
                            invitation.role,
                            invitation.by));
            throw new DeviceRefused(Reason.CODE, "that is not the code");
        }
        open.remove(device);
        return invitation;
    }

    private String newCode() {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < CODE_LENGTH; i++) {
            code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }
}
