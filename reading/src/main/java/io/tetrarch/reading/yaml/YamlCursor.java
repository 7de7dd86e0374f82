package io.tetrarch.reading.yaml;

import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonCursor;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonNull;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonString;
import io.tetrarch.json.JsonValue;
import io.tetrarch.json.Range;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A place in a YAML file, for reading a file that must have a certain form with errors that name line and column. Only
 * the text is read: no YAML tag makes an object.
 */
public final class YamlCursor {

    private static final int MAX_CODE_POINTS = 1024 * 1024;

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]");
    private static final Pattern JSON_WORD =
            Pattern.compile("true|false|null|-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    private final Node node;
    private final String path;

    private YamlCursor(Node node, String path) {
        this.node = node;
        this.path = path;
    }

    public static YamlCursor parse(String yaml) throws PolicyRejected {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_CODE_POINTS);
        options.setNestingDepthLimit(32);
        options.setMaxAliasesForCollections(0);
        try {
            Node root = new Yaml(options).compose(new StringReader(yaml));
            if (root == null) {
                throw new PolicyRejected(1, 1, "expected a mapping, found an empty file");
            }
            return new YamlCursor(root, "");
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark();
            throw new PolicyRejected(
                    mark == null ? 1 : mark.getLine() + 1,
                    mark == null ? 1 : mark.getColumn() + 1,
                    "expected YAML: " + String.valueOf(e.getProblem()).replaceAll("\\s+", " "));
        } catch (YAMLException e) {
            throw new PolicyRejected(
                    1, 1, "expected YAML: " + String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
        }
    }

    /** The entries of a mapping, in order; a key twice is refused. */
    public Map<String, YamlCursor> entries() throws PolicyRejected {
        if (!(node instanceof MappingNode mapping)) {
            throw rejected("expected a mapping");
        }
        Map<String, YamlCursor> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String key = new YamlCursor(tuple.getKeyNode(), path).text();
            YamlCursor value = new YamlCursor(tuple.getValueNode(), path.isEmpty() ? key : path + "." + key);
            if (entries.put(key, value) != null) {
                throw new YamlCursor(tuple.getKeyNode(), path).rejected("expected " + key + " once");
            }
        }
        return entries;
    }

    public YamlCursor only(Set<String> keys) throws PolicyRejected {
        for (Map.Entry<String, YamlCursor> entry : entries().entrySet()) {
            if (!keys.contains(entry.getKey())) {
                throw entry.getValue().rejected("expected one of the keys " + String.join(", ", keys));
            }
        }
        return this;
    }

    @Nullable
    public YamlCursor optional(String key) throws PolicyRejected {
        return entries().get(key);
    }

    public YamlCursor get(String key) throws PolicyRejected {
        YamlCursor value = optional(key);
        if (value == null) {
            throw rejected("expected the key " + key);
        }
        return value;
    }

    public List<YamlCursor> elements() throws PolicyRejected {
        if (!(node instanceof SequenceNode sequence)) {
            throw rejected("expected a list");
        }
        List<YamlCursor> elements = new ArrayList<>();
        for (Node element : sequence.getValue()) {
            elements.add(new YamlCursor(element, path + "[" + elements.size() + "]"));
        }
        return elements;
    }

    /** The texts of a list, or of a single scalar. */
    public List<String> texts() throws PolicyRejected {
        if (node instanceof ScalarNode) {
            return List.of(text());
        }
        List<String> texts = new ArrayList<>();
        for (YamlCursor element : elements()) {
            texts.add(element.text());
        }
        return texts;
    }

    /** Whether this is a scalar, as opposed to a list or a mapping. */
    public boolean isText() {
        return node instanceof ScalarNode;
    }

    public String text() throws PolicyRejected {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue().strip();
        }
        throw rejected("expected a text");
    }

    /** A text that says something. */
    public String nonEmpty() throws PolicyRejected {
        String text = text();
        if (text.isEmpty()) {
            throw rejected("expected a text, found an empty one");
        }
        return text;
    }

    public long integer(long min, long max) throws PolicyRejected {
        String text = text();
        if (text.matches("[0-9]{1,15}")) {
            long value = Long.parseLong(text);
            if (min <= value && value <= max) {
                return value;
            }
        }
        throw rejected("expected a whole number from " + min + " to " + max + ", found " + text);
    }

    /** As {@link #integer(long, long)}. */
    public long integer(Range range) throws PolicyRejected {
        return integer(range.least(), range.most());
    }

    public boolean bool() throws PolicyRejected {
        return switch (text()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw rejected("expected true or false");
        };
    }

    /** The line on which it begins, from 1. */
    public int line() {
        return node.getStartMark().getLine() + 1;
    }

    /**
     * What stands here as JSON. A plain scalar that JSON has a word for is that: a number, {@code true}, {@code false} or
     * {@code null}; so is nothing at all. Any other scalar is a string, and quotes make one of everything.
     */
    public JsonValue json() throws PolicyRejected {
        return switch (node) {
            case ScalarNode scalar -> scalar(scalar);
            case SequenceNode sequence -> {
                List<JsonValue> values = new ArrayList<>();
                for (YamlCursor element : elements()) {
                    values.add(element.json());
                }
                yield new JsonArray(values);
            }
            default -> {
                JsonObject.Builder object = JsonObject.builder();
                for (Map.Entry<String, YamlCursor> entry : entries().entrySet()) {
                    object.put(entry.getKey(), entry.getValue().json());
                }
                yield object.build();
            }
        };
    }

    private JsonValue scalar(ScalarNode scalar) throws PolicyRejected {
        String text = scalar.getValue();
        boolean plain = scalar.getScalarStyle() == DumperOptions.ScalarStyle.PLAIN;
        if (plain && text.isEmpty()) {
            return JsonNull.NULL;
        }
        if (!plain || !JSON_WORD.matcher(text).matches()) {
            return new JsonString(text);
        }
        try {
            return JsonCursor.parse(text.getBytes(StandardCharsets.UTF_8), JsonLimits.ACTION)
                    .value();
        } catch (JsonRejected e) {
            throw rejected(e.problem());
        }
    }

    /** A CEL expression with its place; in a block scalar that is the line below the key. */
    public Condition condition() throws PolicyRejected {
        String expression = text();
        boolean block = node instanceof ScalarNode scalar
                && (scalar.getScalarStyle() == DumperOptions.ScalarStyle.LITERAL
                        || scalar.getScalarStyle() == DumperOptions.ScalarStyle.FOLDED);
        Mark mark = node.getStartMark();
        return block
                ? new Condition(expression, mark.getLine() + 2, 1)
                : new Condition(expression, mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** A rejection of what stands here, in one line, whatever is in a text or a key that it shows. */
    public PolicyRejected rejected(String problem) {
        Mark mark = node.getStartMark();
        String said = path.isEmpty() ? problem : "at " + path + ": " + problem;
        return new PolicyRejected(
                mark.getLine() + 1,
                mark.getColumn() + 1,
                UNPRINTABLE.matcher(said).replaceAll("?"));
    }
}
