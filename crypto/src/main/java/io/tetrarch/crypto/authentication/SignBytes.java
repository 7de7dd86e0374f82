package io.tetrarch.crypto.authentication;

import io.tetrarch.crypto.dsse.Dsse;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.MessageType;
import io.tetrarch.pbft.message.Statement;
import java.util.EnumMap;
import java.util.Map;

/** The bytes that are signed for a statement: DSSE's encoding of its payload type and of its body in a domain. */
public final class SignBytes {
    private static final Map<MessageType, byte[]> PREFIXES = prefixes();

    private SignBytes() {}

    /** What is signed for {@code statement}. */
    public static byte[] of(Domain domain, Statement statement) {
        return of(statement.type(), statement.body(domain));
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
