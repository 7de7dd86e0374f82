package io.tetrarch.crypto.dsse;

import java.nio.charset.StandardCharsets;

/**
 * The pre-authentication encoding of DSSE version 1 (github.com/secure-systems-lab/dsse, protocol.md): the bytes that
 * are really signed. They hold the payload's type, so a signature over one type never passes for another.
 */
public final class Dsse {
    private Dsse() {}

    /** {@code "DSSEv1" SP LEN(type) SP type SP LEN(body) SP body}, lengths in bytes as ASCII decimals. */
    public static byte[] pae(String payloadType, byte[] body) {
        return pae(typePrefix(payloadType), body);
    }

    /** What stands before the body's length: all of the encoding that a payload type fixes. */
    public static byte[] typePrefix(String payloadType) {
        int typeLength = payloadType.getBytes(StandardCharsets.UTF_8).length;
        return ("DSSEv1 " + typeLength + " " + payloadType + " ").getBytes(StandardCharsets.UTF_8);
    }

    /** The same encoding from a prefix made before. */
    public static byte[] pae(byte[] typePrefix, byte[] body) {
        int digits = digits(body.length);
        byte[] encoding = new byte[typePrefix.length + digits + 1 + body.length];
        System.arraycopy(typePrefix, 0, encoding, 0, typePrefix.length);
        int at = typePrefix.length + digits;
        encoding[at] = ' ';
        System.arraycopy(body, 0, encoding, at + 1, body.length);
        int left = body.length;
        for (int i = 0; i < digits; i++) {
            encoding[--at] = (byte) ('0' + left % 10);
            left /= 10;
        }
        return encoding;
    }

    /** How many decimal digits a length has. */
    private static int digits(int length) {
        int digits = 1;
        for (int left = length / 10; left > 0; left /= 10) {
            digits++;
        }
        return digits;
    }
}
