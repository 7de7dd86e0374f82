package io.tetrarch.gate.judge;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One form for the many in which clients take a machine's address: an IPv4 address in fewer parts, in hexadecimal or octal
 * (as inet_aton reads them), or inside an IPv6 one becomes four decimal numbers.
 */
final class Hosts {

    private static final int PARTS = 4;

    private Hosts() {}

    static String canonical(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        while (lower.endsWith(".")) {
            lower = lower.substring(0, lower.length() - 1);
        }
        if (lower.startsWith("[")) {
            int last = lower.lastIndexOf(':');
            boolean mapped = lower.startsWith("[::ffff:") && lower.indexOf('.') > 0;
            return mapped ? lower.substring(last + 1, lower.length() - 1) : lower;
        }
        String[] parts = lower.split("\\.", -1);
        if (parts.length > PARTS) {
            return lower;
        }
        long address = 0;
        for (int i = 0; i < parts.length; i++) {
            Long part = number(parts[i]);
            boolean last = i == parts.length - 1;
            long most = last ? 1L << (8 * (PARTS + 1 - parts.length)) : 256;
            if (part == null || part >= most) {
                return lower;
            }
            address = last ? (address << (8 * (PARTS + 1 - parts.length))) | part : (address << 8) | part;
        }
        return (address >> 24) + "." + ((address >> 16) & 255) + "." + ((address >> 8) & 255) + "." + (address & 255);
    }

    private static @Nullable Long number(String text) {
        try {
            if (text.startsWith("0x")) {
                return text.length() > 12 || text.length() == 2 ? null : Long.parseLong(text.substring(2), 16);
            }
            boolean digits =
                    !text.isEmpty() && text.length() <= 12 && text.chars().allMatch(c -> c >= '0' && c <= '9');
            return digits ? Long.parseLong(text, text.length() > 1 && text.startsWith("0") ? 8 : 10) : null;
        } catch (NumberFormatException none) {
            return null;
        }
    }
}
