package io.tetrarch.gate.judge;

import com.google.re2j.Pattern;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionOverload;
import io.tetrarch.json.JsonNumber;
import io.tetrarch.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The functions a policy has besides CEL's own.
 *
 * <table>
 * <caption>Functions</caption>
 * <tr><td>{@code text.containsAny(list)}</td><td>the text, in lower case, contains one of the parts</td></tr>
 * <tr><td>{@code path.under(list)}</td><td>the path is one of these or lies below one</td></tr>
 * <tr><td>{@code path.hasPart(list)}</td><td>one of the names between its slashes is in the list</td></tr>
 * <tr><td>{@code list.hasAny(list)}</td><td>the two lists have a text in common</td></tr>
 * <tr><td>{@code text(value)}</td><td>a string, number or boolean as text, anything else as the empty one</td></tr>
 * </table>
 *
 * and CEL's {@code matches}, which here keeps its compiled patterns. The patterns are RE2: no input makes them slow.
 */
final class CelFunctions {

    private static final CelType TEXTS = ListType.create(SimpleType.STRING);

    static final List<CelFunctionDecl> DECLARATIONS = List.of(
            declare("containsAny", "contains_any", SimpleType.STRING),
            declare("under", "path_under", SimpleType.STRING),
            declare("hasPart", "path_has_part", SimpleType.STRING),
            declare("hasAny", "list_has_any", TEXTS),
            CelFunctionDecl.newFunctionDeclaration(
                    "text", CelOverloadDecl.newGlobalOverload("text_of", SimpleType.STRING, SimpleType.DYN)));

    /** Patterns kept at most; policies hold tens, so more come from patterns that an action makes up. */
    private static final int MAX_PATTERNS = 512;

    private final Map<String, Pattern> patterns = new ConcurrentHashMap<>();

    private static CelFunctionDecl declare(String name, String overload, CelType receiver) {
        return CelFunctionDecl.newFunctionDeclaration(
                name, CelOverloadDecl.newMemberOverload(overload, SimpleType.BOOL, receiver, TEXTS));
    }

    @SuppressWarnings("Immutable") // the patterns kept spare work, they change no result
    List<CelFunctionBinding> bindings() {
        List<CelFunctionBinding> bindings = new ArrayList<>();
        bind("containsAny", "contains_any", CelFunctions::containsAny).forEach(bindings::add);
        bind("under", "path_under", CelFunctions::under).forEach(bindings::add);
        bind("hasPart", "path_has_part", CelFunctions::hasPart).forEach(bindings::add);
        bindings.addAll(CelFunctionBinding.fromOverloads(
                "hasAny", CelFunctionBinding.from("list_has_any", List.class, List.class, CelFunctions::hasAny)));
        bindings.addAll(CelFunctionBinding.fromOverloads(
                "text", CelFunctionBinding.from("text_of", Object.class, CelFunctions::text)));
        bindings.addAll(CelFunctionBinding.fromOverloads(
                "matches",
                CelFunctionBinding.from("matches", String.class, String.class, this::matches),
                CelFunctionBinding.from("matches_string", String.class, String.class, this::matches)));
        return bindings;
    }

    @SuppressWarnings("rawtypes") // the class literal of List has no type argument
    private static Iterable<CelFunctionBinding> bind(
            String name, String overload, CelFunctionOverload.Binary<String, List> test) {
        return CelFunctionBinding.fromOverloads(
                name, CelFunctionBinding.from(overload, String.class, List.class, test));
    }

    private static String text(Object value) {
        return switch (value) {
            // a number as the action spells it, so that a pattern over an amount means what is run
            case Double number ->
                Double.isFinite(number) ? JsonWriter.compact(new JsonNumber(number)) : number.toString();
            case String text -> text;
            case Number number -> number.toString();
            case Boolean bool -> bool.toString();
            default -> "";
        };
    }

    private static boolean containsAny(String text, List<?> parts) {
        String lower = text.toLowerCase(Locale.ROOT);
        for (Object part : parts) {
            if (part instanceof String string && lower.contains(string)) {
                return true;
            }
        }
        return false;
    }

    private static boolean under(String path, List<?> folders) {
        for (Object folder : folders) {
            if (folder instanceof String string
                    && path.startsWith(string)
                    && (path.length() == string.length() || path.charAt(string.length()) == '/')) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasPart(String path, List<?> names) {
        int start = 0;
        while (start <= path.length()) {
            int end = path.indexOf('/', start);
            end = end < 0 ? path.length() : end;
            if (names.contains(path.substring(start, end))) {
                return true;
            }
            start = end + 1;
        }
        return false;
    }

    private static boolean hasAny(List<?> some, List<?> others) {
        for (Object one : some) {
            if (others.contains(one)) {
                return true;
            }
        }
        return false;
    }

    private boolean matches(String text, String pattern) {
        Pattern compiled = patterns.get(pattern);
        if (compiled == null) {
            compiled = Pattern.compile(pattern);
            if (patterns.size() < MAX_PATTERNS) {
                patterns.put(pattern, compiled);
            }
        }
        return compiled.matcher(text).find();
    }
}
