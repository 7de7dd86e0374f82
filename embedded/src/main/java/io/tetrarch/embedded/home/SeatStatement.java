package io.tetrarch.embedded.home;

import io.tetrarch.crypto.dsse.Dsse;
import io.tetrarch.crypto.signature.KeyRefusedException;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.crypto.signature.SigningKey;
import io.tetrarch.json.JsonCursor;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Encoder;
import java.util.HexFormat;

/**
 * What an operator says in public of the replica that it is going to run, signed by that replica's key: so that a group can
 * be founded without any two private keys ever being on one host. The signature shows that whoever made the statement has
 * the key; that the statement is the operator's, whoever founds the group has to know by the way it came.
 *
 * @param address where its peers and clients reach it, HOST:PORT
 * @param key its public key, 32 bytes
 */
public record SeatStatement(String name, String operator, String address, Bytes key, Bytes signature) {
    private static final String PAYLOAD_TYPE = "application/vnd.tetrarch.seat.v1";
    private static final int MOST_BYTES = 4096;

    public static SeatStatement sign(String name, String operator, String address, SigningKey key) {
        Bytes raw = Bytes.wrap(key.verifyingKey().raw());
        return new SeatStatement(
                name, operator, address, raw, Bytes.wrap(key.sign(signBytes(name, operator, address, raw))));
    }

    private static byte[] signBytes(String name, String operator, String address, Bytes key) {
        return Dsse.pae(
                PAYLOAD_TYPE,
                new Encoder()
                        .string(name)
                        .string(operator)
                        .string(address)
                        .bytes(key)
                        .toArray());
    }

    /** The file's content. */
    public JsonObject json() {
        return JsonObject.builder()
                .put("name", name)
                .put("operator", operator)
                .put("address", address)
                .put("publicKey", HexFormat.of().formatHex(key.toArray()))
                .put("signature", HexFormat.of().formatHex(signature.toArray()))
                .build();
    }

    /**
     * Reads a statement and checks its signature.
     *
     * @param file its name, for the error
     * @throws HomeRefused if it is none, or not signed by the key that it names
     */
    public static SeatStatement read(String file, byte[] content, SignatureScheme scheme) throws HomeRefused {
        try {
            if (content.length > MOST_BYTES) {
                throw new HomeRefused(
                        file + ": expected a replica's statement, found more than " + MOST_BYTES + " bytes");
            }
            JsonCursor json = JsonCursor.parse(content, JsonLimits.FILE);
            SeatStatement read = new SeatStatement(
                    json.member("name").string(),
                    json.member("operator").string(),
                    json.member("address").string(),
                    hex(json.member("publicKey")),
                    hex(json.member("signature")));
            byte[] signed = signBytes(read.name, read.operator, read.address, read.key);
            if (!scheme.verifyingKey(read.key.toArray()).verify(signed, read.signature.toArray())) {
                throw new HomeRefused(file + ": it is not signed by the key that it names");
            }
            return read;
        } catch (JsonRejected e) {
            throw new HomeRefused(
                    file + ": expected a replica's statement, as 'tetrarch keys new' makes it: " + e.getMessage(), e);
        } catch (KeyRefusedException e) {
            throw new HomeRefused(file + ": its key cannot be used: " + e.getMessage(), e);
        }
    }

    private static Bytes hex(JsonCursor at) throws JsonRejected {
        try {
            return Bytes.wrap(HexFormat.of().parseHex(at.string()));
        } catch (IllegalArgumentException e) {
            throw at.rejected("expected hex digits");
        }
    }
}
