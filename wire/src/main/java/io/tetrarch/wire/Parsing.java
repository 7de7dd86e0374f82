package io.tetrarch.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;

/** The one way from bytes to a value: size, then schema, then every field. */
final class Parsing {
    private Parsing() {}

    static <M extends MessageLite, T> Decoding<T> decode(
            byte[] bytes, WireLimits limits, Parser<M> parser, Checks.ElementDecoder<M, T> decode) {
        if (bytes.length > limits.messageBytes()) {
            return new Decoding.Malformed<>(
                    "a message of " + bytes.length + " bytes, more than " + limits.messageBytes());
        }
        try {
            return new Decoding.Decoded<>(decode.decode(parser.parseFrom(bytes)));
        } catch (InvalidProtocolBufferException e) {
            return new Decoding.Malformed<>("not of the schema: " + e.getMessage());
        } catch (MalformedException e) {
            return new Decoding.Malformed<>(e.reason());
        }
    }
}
