package io.tetrarch.node.record;

import io.tetrarch.node.record.CoreImage.Node;
import io.tetrarch.node.record.CoreImage.Present;
import io.tetrarch.node.record.CoreImage.Ref;
import io.tetrarch.pbft.message.Bytes;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads an image from bytes that may come from anyone. Only the classes of the {@link CoreShape} are made, by their
 * constructors, each from what its fields' types let it hold; nothing is taken that the bytes do not have; and nothing goes
 * deeper than a replica does. Signatures in it are <b>not</b> verified again: what an image says was accepted, was accepted.
 * So it serves a replay, which sends nothing and signs nothing, and nothing else.
 */
final class CoreImageReader {
    /** How deep values stand in each other at most. */
    private static final int DEEPEST = 64;

    private final RecordBytes from;
    private final CoreShape shape;
    private final List<Object> read = new ArrayList<>();
    private int depth;

    private CoreImageReader(RecordBytes from, CoreShape shape) {
        this.from = from;
        this.shape = shape;
    }

    /** @throws UnreadableRecord if another build wrote it, or nobody can have */
    static CoreImage read(RecordBytes from, CoreShape shape) throws UnreadableRecord {
        if (!from.digest().equals(shape.digest())) {
            throw new UnreadableRecord("is of another build");
        }
        CoreImageReader reader = new CoreImageReader(from, shape);
        List<Node> nodes = new ArrayList<>();
        try {
            int count = from.count();
            for (int left = count; left > 0; left--) {
                nodes.add(reader.node(count));
            }
        } catch (RuntimeException e) {
            // a constructor, or an order, that refuses what no replica held
            throw damaged();
        }
        if (nodes.isEmpty()) {
            throw damaged();
        }
        return new CoreImage(nodes);
    }

    private static UnreadableRecord damaged() {
        return new UnreadableRecord("is cut short or damaged");
    }

    private Node node(int nodes) throws UnreadableRecord {
        int kind = from.u8();
        int collections = CoreImage.COLLECTIONS.size();
        if (kind == CoreImageCodec.OF_THE_CORE) {
            CoreForm form = form();
            return new Node(form.type(), contents(form.fields().size(), nodes));
        }
        if (kind < collections) {
            Class<?> type = CoreImage.COLLECTIONS.get(kind);
            int size = from.count();
            return new Node(type, contents(size, nodes));
        }
        if (kind < collections + CoreImage.ARRAYS.size()) {
            return new Node(CoreImage.ARRAYS.get(kind - collections), contents(from.count(), nodes));
        }
        throw damaged();
    }

    private List<@Nullable Object> contents(int size, int nodes) throws UnreadableRecord {
        List<@Nullable Object> contents = new ArrayList<>();
        for (int left = size; left > 0; left--) {
            contents.add(content(nodes));
        }
        return contents;
    }

    private @Nullable Object content(int nodes) throws UnreadableRecord {
        int tag = from.u8();
        return switch (tag) {
            case CoreImageCodec.REF -> ref(nodes);
            case CoreImageCodec.PRESENT_REF -> new Present(ref(nodes));
            case CoreImageCodec.PORT -> CoreImage.PORT;
            default -> value(tag);
        };
    }

    private Ref ref(int nodes) throws UnreadableRecord {
        int node = from.u32();
        if (node < 0 || node >= nodes) {
            throw damaged();
        }
        return new Ref(node);
    }

    private CoreForm form() throws UnreadableRecord {
        CoreForm form = shape.type(from.u32()).map(shape::form).orElse(null);
        if (form == null) {
            throw damaged();
        }
        return form;
    }

    private @Nullable Object value(int tag) throws UnreadableRecord {
        if (++depth > DEEPEST) {
            throw damaged();
        }
        Object value = switch (tag) {
            case CoreImageCodec.NULL -> null;
            case CoreImageCodec.FALSE -> false;
            case CoreImageCodec.TRUE -> true;
            case CoreImageCodec.INT -> from.u32();
            case CoreImageCodec.LONG -> from.u64();
            case CoreImageCodec.STRING -> from.string();
            case CoreImageCodec.DIGEST -> from.digest();
            case CoreImageCodec.BYTES -> known(Bytes.wrap(from.bytes()));
            case CoreImageCodec.EMPTY -> Optional.empty();
            case CoreImageCodec.PRESENT -> Optional.of(some());
            case CoreImageCodec.LIST -> list();
            case CoreImageCodec.MAP -> map();
            case CoreImageCodec.SET -> set();
            case CoreImageCodec.ENUM -> constant();
            case CoreImageCodec.VALUE -> known(made(form()));
            case CoreImageCodec.AGAIN -> read.get(from.u32());
            default -> throw damaged();
        };
        depth--;
        return value;
    }

    private Object some() throws UnreadableRecord {
        return Objects.requireNonNull(value(from.u8()));
    }

    private Object known(Object value) {
        read.add(value);
        return value;
    }

    private List<Object> list() throws UnreadableRecord {
        List<Object> list = new ArrayList<>();
        for (int left = from.count(); left > 0; left--) {
            list.add(some());
        }
        return List.copyOf(list);
    }

    private SortedMap<Object, Object> map() throws UnreadableRecord {
        SortedMap<Object, Object> map = new TreeMap<>();
        for (int left = from.count(); left > 0; left--) {
            map.put(some(), some());
        }
        return Collections.unmodifiableSortedMap(map);
    }

    private SortedSet<Object> set() throws UnreadableRecord {
        SortedSet<Object> set = new TreeSet<>();
        for (int left = from.count(); left > 0; left--) {
            set.add(some());
        }
        return Collections.unmodifiableSortedSet(set);
    }

    private Object constant() throws UnreadableRecord {
        Class<?> type = shape.type(from.u32()).filter(Class::isEnum).orElseThrow(CoreImageReader::damaged);
        String name = from.string();
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(name)) {
                return constant;
            }
        }
        throw damaged();
    }

    /** By its constructor, and looked at: it must hold what it was given. */
    private Object made(CoreForm form) throws UnreadableRecord {
        if (!form.isValue()) {
            throw damaged();
        }
        @Nullable Object[] parts = new @Nullable Object[form.fields().size()];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = value(from.u8());
            if (!CoreTypes.fits(parts[i], form.fields().get(i).getGenericType())) {
                throw damaged();
            }
        }
        try {
            Object made = form.maker().orElseThrow().newInstance(parts);
            for (int i = 0; i < parts.length; i++) {
                Field field = form.fields().get(i);
                if (!Objects.equals(field.get(made), parts[i])) {
                    throw damaged();
                }
            }
            return made;
        } catch (ReflectiveOperationException e) {
            throw damaged();
        }
    }
}
