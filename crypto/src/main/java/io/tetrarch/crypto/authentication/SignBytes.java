package io.tetrarch.crypto.authentication;

import io.tetrarch.crypto.dsse.Dsse;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.MessageType;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.Statement;
import java.util.EnumMap;
import java.util.Map;

/** The bytes that are signed for a statement: DSSE's encoding of its payload type and of its body in a domain. */
public final class SignBytes {
    private static final Map<MessageType, byte[]> PREFIXES = prefixes();

    private SignBytes() {}

    /** What a replica signs for {@code statement}. */
    public static byte[] of(Domain domain, Statement statement) {
        return of(statement.type(), statement.body(domain));
    }

    /** What a client signs for its request; the request's encoding holds its domain. */
    public static byte[] of(Request request) {
        return of(MessageType.REQUEST, request.encoded());
    }

    private static byte[] of(MessageType type, byte[] body) {
        byte[] prefix = PREFIXES.get(type);
        if (prefix == null) {
            throw new IllegalStateException("no payload type for " + type);
        }
        return Dsse.pae(prefix, body);
    }

    private static Map<MessageType, byte[]> prefixes() {
        Map<MessageType, byte[]> prefixes = new EnumMap<>(MessageType.class);
        for (MessageType type : MessageType.values()) {
            prefixes.put(type, Dsse.typePrefix(type.payloadType()));
        }
        return Map.copyOf(prefixes);
    }
}
