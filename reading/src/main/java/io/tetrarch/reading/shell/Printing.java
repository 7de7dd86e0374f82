package io.tetrarch.reading.shell;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** What programs that only print or decode put out, worked out without running them. */
final class Printing {

    private Printing() {}

    /**
     * The output of a command, null if it cannot be told.
     *
     * @param input its standard input, null if not known
     */
    static @Nullable Printed of(SimpleCommand command, @Nullable Printed input, Environment environment) {
        if (!command.args().stream().allMatch(Word::isKnown)) {
            return null;
        }
        List<String> args = command.texts();
        Printed output = switch (command.program()) {
            case "echo" -> new Printed(echo(args), false);
            case "printf" -> args.isEmpty() || args.getFirst().equals("-v") ? null : new Printed(printf(args), false);
            case "cat", "tac", "tee" -> contents(command, input, environment);
            case "true", ":", "cd", "sleep", "export", "set", "unset" -> Printed.NOTHING;
            default -> filtered(command, args, input, environment);
        };
        return output == null || output.text().length() > Budget.MAX_TEXT ? null : output;
    }

    private static @Nullable Printed filtered(
            SimpleCommand command, List<String> args, @Nullable Printed input, Environment environment) {
        Printed source = switch (command.program()) {
            case "tr", "rev" -> input;
            default -> contents(command, input, environment);
        };
        if (source == null) {
            return null;
        }
        String decoded = decoded(command.program(), args, command.flags(), source.text());
        return decoded == null ? null : new Printed(decoded, true);
    }

    private static @Nullable String decoded(String program, List<String> args, List<String> flags, String text) {
        return switch (program) {
            case "base64", "gbase64" ->
                flags.contains("d") || flags.contains("D") || flags.contains("decode") ? base64(text) : null;
            case "openssl" ->
                flags.contains("d") && (args.contains("base64") || flags.contains("base64") || flags.contains("a"))
                        ? base64(text)
                        : null;
            case "base32" -> flags.contains("d") || flags.contains("decode") ? base32(text) : null;
            case "xxd" -> flags.contains("r") || flags.contains("revert") ? hex(text) : null;
            case "rev" -> reversed(text);
            case "tr" -> translated(args, text);
            case "gunzip", "zcat" -> gunzip(text);
            case "gzip" -> flags.contains("d") || flags.contains("decompress") ? gunzip(text) : null;
            default -> null;
        };
    }

    private static @Nullable Printed contents(SimpleCommand command, @Nullable Printed input, Environment environment) {
        List<String> files = command.program().equals("tee") ? List.of() : command.operands();
        if (files.isEmpty() || !command.program().equals("cat")) {
            return input;
        }
        Printed all = Printed.NOTHING;
        for (String file : files) {
            String text = file.equals("-")
                    ? input == null ? null : input.text()
                    : environment.file(file).orElse(null);
            if (text == null) {
                return null;
            }
            all = all.and(new Printed(text, false));
        }
        return all;
    }

    private static String echo(List<String> args) {
        int first = 0;
        boolean escapes = false;
        boolean newline = true;
        while (first < args.size() && args.get(first).matches("-[neE]+")) {
            escapes |= args.get(first).indexOf('e') >= 0;
            newline &= args.get(first).indexOf('n') < 0;
            first++;
        }
        String text = String.join(" ", args.subList(first, args.size()));
        return (escapes ? AnsiQuote.resolve(text) : text) + (newline ? "\n" : "");
    }

    private static String printf(List<String> args) {
        List<String> values = new ArrayList<>(args.subList(1, args.size()));
        if (args.getFirst().equals("--") && !values.isEmpty()) {
            return printf(values);
        }
        StringBuilder out = new StringBuilder();
        do {
            String format = args.getFirst();
            for (int i = 0; i < format.length(); i++) {
                char c = format.charAt(i);
                if (c != '%' || i + 1 == format.length()) {
                    out.append(c);
                    continue;
                }
                int end = i + 1;
                while (end < format.length() - 1 && "-+ #0123456789.*".indexOf(format.charAt(end)) >= 0) {
                    end++;
                }
                i = end;
                boolean percent = format.charAt(end) == '%';
                String value = percent ? "%" : values.isEmpty() ? "" : values.removeFirst();
                out.append(format.charAt(end) == 'b' ? AnsiQuote.resolve(value) : value);
            }
        } while (!values.isEmpty() && args.getFirst().indexOf('%') >= 0 && out.length() < Budget.MAX_TEXT);
        return AnsiQuote.resolve(out.toString());
    }

    private static @Nullable String base64(String text) {
        try {
            return text(Base64.getMimeDecoder().decode(text.strip()));
        } catch (IllegalArgumentException e) {
            return null; // it would fail there too
        }
    }

    private static @Nullable String base32(String text) {
        int bits = 0;
        int held = 0;
        byte[] out = new byte[text.length()];
        int size = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int value = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c);
            if (value >= 0) {
                bits = bits << 5 | value;
                held += 5;
            } else if (c != '=' && !Character.isWhitespace(c)) {
                return null;
            }
            if (held >= 8) {
                held -= 8;
                out[size++] = (byte) (bits >> held);
            }
        }
        return text(java.util.Arrays.copyOf(out, size));
    }

    private static @Nullable String hex(String text) {
        String digits = text.replaceAll("[\\s:]|0x|\\\\x", "");
        try {
            return text(HexFormat.of().parseHex(digits));
        } catch (IllegalArgumentException e) {
            return null; // a dump with offsets, or no hex at all
        }
    }

    private static @Nullable String gunzip(String text) {
        try (GZIPInputStream in =
                new GZIPInputStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)))) {
            return text(in.readNBytes(Budget.MAX_TEXT + 1));
        } catch (IOException e) {
            return null; // not compressed; it would fail there too
        }
    }

    /** Bytes as text: UTF-8 where they are that, else byte by byte, so that the next filter gets them unchanged. */
    private static String text(byte[] bytes) {
        String utf8 = new String(bytes, StandardCharsets.UTF_8);
        return utf8.indexOf('\ufffd') < 0 ? utf8 : new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String reversed(String text) {
        StringBuilder out = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            out.append(new StringBuilder(line).reverse()).append('\n');
        }
        out.setLength(out.length() - 1);
        return out.toString();
    }

    private static @Nullable String translated(List<String> args, String text) {
        if (args.size() == 2 && args.getFirst().equals("-d")) {
            String dropped = set(args.get(1));
            StringBuilder out = new StringBuilder();
            text.chars().filter(c -> dropped.indexOf(c) < 0).forEach(c -> out.append((char) c));
            return out.toString();
        }
        if (args.size() != 2 || args.getFirst().startsWith("-")) {
            return null;
        }
        String from = set(args.get(0));
        String to = set(args.get(1));
        if (to.isEmpty()) {
            return null;
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int at = from.lastIndexOf(c);
            out.append(at < 0 ? c : to.charAt(Math.min(at, to.length() - 1)));
        }
        return out.toString();
    }

    private static String set(String written) {
        String classes = written.replace("[:upper:]", "A-Z").replace("[:lower:]", "a-z");
        String plain = AnsiQuote.resolve(classes);
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < plain.length(); i++) {
            if (i + 2 < plain.length() && plain.charAt(i + 1) == '-' && plain.charAt(i) <= plain.charAt(i + 2)) {
                for (char c = plain.charAt(i); c <= plain.charAt(i + 2) && out.length() < 1024; c++) {
                    out.append(c);
                }
                i += 2;
            } else {
                out.append(plain.charAt(i));
            }
        }
        return out.toString();
    }
}
