package io.tetrarch.console.operator;

import io.javalin.http.Context;
import io.tetrarch.console.access.Access;
import io.tetrarch.console.access.Asker;
import io.tetrarch.console.access.OneTimeSecret;
import io.tetrarch.console.http.Fields;
import io.tetrarch.console.http.Problem;
import io.tetrarch.console.http.Problem.Kind;
import io.tetrarch.crypto.signature.VerifyingKey;
import io.tetrarch.gate.device.DeviceRole;
import io.tetrarch.gate.device.OperatorOrder;
import io.tetrarch.gate.service.ChangeDevice;
import io.tetrarch.node.device.PairedDevice;
import io.tetrarch.node.observe.Observatory;
import io.tetrarch.pbft.message.Bytes;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Tells whether it is an operator who asks. That a request comes from this machine shows nothing: the agent that is gated
 * may run here. What shows it is an operator device's signature, or the secret on the server's terminal; for drills also a
 * bearer token of the role operate. For any number of threads.
 */
public final class Operators {
    /** How far a device's clock may be off, and so how long an order has to be remembered. */
    private static final long CLOCK_MILLIS = 600_000;

    private static final int SIGNATURE_BYTES = 64;

    private final Observatory observatory;
    private final Optional<OneTimeSecret> secret;
    private final LongSupplier wallMillis;
    private final Map<Bytes, Long> spent = new HashMap<>();

    /** @param access says whether there is a secret */
    public Operators(Access access, Observatory observatory, LongSupplier wallMillis) {
        this.observatory = observatory;
        this.secret = access.secret();
        this.wallMillis = wallMillis;
    }

    /** By what the body says that its sender may invite devices. An operator's signature is looked at later. */
    public ChangeDevice.Invitation inviter(Fields fields) throws Problem {
        if (fields.json().get("operator") != null) {
            return new ChangeDevice.Invitation.Operator(
                    fields.string("operator"), fields.number("untilMillis"), fields.hex("signature", SIGNATURE_BYTES));
        }
        use(fields);
        return new ChangeDevice.Invitation.Terminal();
    }

    /** @throws Problem unless an operator orders this of this replica */
    public void check(Context context, String order, String replica) throws Problem, IOException {
        if (Asker.of(context).isNamed()) {
            return; // a token of the role, which the route asked for
        }
        Fields fields = Fields.ofOptional(context);
        if (fields.json().get("operator") == null) {
            use(fields);
            return;
        }
        String operator = fields.string("operator");
        long orderedMillis = fields.number("orderedMillis");
        Bytes signature = fields.hex("signature", SIGNATURE_BYTES);
        long now = wallMillis.getAsLong();
        VerifyingKey key =
                key(operator).orElseThrow(() -> new Problem(Kind.FORBIDDEN, operator + " is no operator's device"));
        boolean signed = new OperatorOrder(observatory.group().domain(), operator, order, replica, orderedMillis)
                .isSignedBy(key, signature);
        if (!signed || Math.abs(orderedMillis - now) > CLOCK_MILLIS || !isNew(signature, orderedMillis, now)) {
            throw new Problem(
                    Kind.FORBIDDEN,
                    "the signature is not that of " + operator + " over this order, made now and for once");
        }
    }

    private Optional<VerifyingKey> key(String operator) {
        return observatory.approvals().devices().devices().stream()
                .filter(device -> device.name().equals(operator) && device.role() == DeviceRole.OPERATOR)
                .findFirst()
                .map(PairedDevice::name)
                .flatMap(observatory.approvals().devices()::key);
    }

    /** Ed25519 signatures are deterministic, and only the strict form is taken: one order has one signature. */
    private synchronized boolean isNew(Bytes signature, long orderedMillis, long now) {
        spent.values().removeIf(millis -> millis < now - CLOCK_MILLIS);
        return spent.putIfAbsent(signature, orderedMillis) == null;
    }

    private void use(Fields fields) throws Problem {
        if (secret.isEmpty()) {
            throw new Problem(
                    Kind.FORBIDDEN,
                    "this takes an operator device's signature; this server has no terminal that could show a secret");
        }
        if (fields.json().get("secret") == null) {
            throw new Problem(
                    Kind.FORBIDDEN,
                    "this takes the secret that the terminal of the server shows, or an operator device's signature");
        }
        switch (secret.get().use(fields.string("secret"))) {
            case RIGHT -> {}
            case WRONG -> throw new Problem(Kind.FORBIDDEN, "that is not the secret that the server's terminal shows");
            case CLOSED ->
                throw new Problem(Kind.TOO_MANY_REQUESTS, "too many wrong secrets; none is taken for a minute")
                        .retryAfter(60);
        }
    }
}
