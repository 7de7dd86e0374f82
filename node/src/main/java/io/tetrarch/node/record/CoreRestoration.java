package io.tetrarch.node.record;

import io.tetrarch.node.record.CoreImage.Node;
import io.tetrarch.node.record.CoreImage.Present;
import io.tetrarch.node.record.CoreImage.Ref;
import io.tetrarch.pbft.Replica;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Puts a replica that was just made into the state that an image has. What its constructor made stays: along the final
 * fields its parts and the image's nodes are matched, then every other field and every collection is filled. So no final
 * field is written, and what the replica was made with (its signer, its service) is left as it is.
 */
final class CoreRestoration {
    private final List<Node> nodes;
    private final CoreShape shape;
    private final @Nullable Object[] things;
    /** Each of those things, and which node it is. */
    private final IdentityHashMap<@Nullable Object, Integer> numbers = new IdentityHashMap<>();

    private final Type[] types;
    private final boolean[] begun;
    private final Deque<Integer> unfilled = new ArrayDeque<>();

    private CoreRestoration(CoreImage image, CoreShape shape) {
        this.nodes = image.nodes();
        this.shape = shape;
        this.things = new @Nullable Object[nodes.size()];
        this.types = new Type[nodes.size()];
        this.begun = new boolean[nodes.size()];
    }

    /**
     * @param fresh made as the imaged one was, and not stepped yet
     * @throws UnreadableRecord if the image is of no such replica
     */
    static void restore(CoreImage image, Replica fresh, CoreShape shape) throws UnreadableRecord {
        CoreRestoration restoration = new CoreRestoration(image, shape);
        try {
            restoration.bind(new Ref(0), fresh, Replica.class);
            while (!restoration.unfilled.isEmpty()) {
                restoration.fill(restoration.unfilled.pop());
            }
        } catch (RuntimeException | ReflectiveOperationException e) {
            // the bytes come from anyone: whatever does not fit together is no image
            throw new UnreadableRecord("is cut short or damaged");
        }
    }

    /** This is the thing, and so what its final fields hold is what the image's hold. */
    private void bind(Ref ref, @Nullable Object thing, Type as) throws UnreadableRecord {
        Node node = nodes.get(ref.node());
        if (things[ref.node()] != null) {
            check(Integer.valueOf(ref.node()).equals(numbers.get(thing)));
            return;
        }
        if (thing == null || thing.getClass() != node.type()) {
            throw new UnreadableRecord("is cut short or damaged");
        }
        check(numbers.put(thing, ref.node()) == null);
        things[ref.node()] = thing;
        types[ref.node()] = as;
        unfilled.push(ref.node());
        CoreForm form = shape.form(node.type());
        if (form != null) {
            for (int i = 0; i < form.fields().size(); i++) {
                Field field = form.fields().get(i);
                if (CoreForm.isFinal(field) && node.contents().get(i) instanceof Ref held) {
                    bind(held, CoreForm.get(field, thing), field.getGenericType());
                }
            }
        }
    }

    private void fill(int number) throws UnreadableRecord, ReflectiveOperationException {
        Object thing = Objects.requireNonNull(things[number]);
        List<@Nullable Object> contents = nodes.get(number).contents();
        switch (thing) {
            case TreeMap<?, ?> map -> fill(map, contents, types[number]);
            case Collection<?> collection -> fill(collection, contents, types[number]);
            case boolean[] array -> {
                check(array.length == contents.size());
                for (int i = 0; i < array.length; i++) {
                    array[i] = (boolean) Objects.requireNonNull(contents.get(i));
                }
            }
            case int[] array -> {
                check(array.length == contents.size());
                for (int i = 0; i < array.length; i++) {
                    array[i] = (int) Objects.requireNonNull(contents.get(i));
                }
            }
            case long[] array -> {
                check(array.length == contents.size());
                for (int i = 0; i < array.length; i++) {
                    array[i] = (long) Objects.requireNonNull(contents.get(i));
                }
            }
            default -> fields(thing, contents);
        }
    }

    private void fields(Object thing, List<@Nullable Object> contents)
            throws UnreadableRecord, ReflectiveOperationException {
        CoreForm form = Objects.requireNonNull(shape.form(thing.getClass()));
        for (int i = 0; i < contents.size(); i++) {
            Field field = form.fields().get(i);
            Object content = contents.get(i);
            if (CoreShape.isPort(field)) {
                continue;
            }
            if (!CoreForm.isFinal(field)) {
                field.set(thing, held(content, field.getGenericType()));
            } else if (!(content instanceof Ref)) {
                check(Objects.equals(field.get(thing), content));
            }
        }
    }

    @SuppressWarnings("unchecked") // each element is held against the type of the field that the collection stands in
    private <T> void fill(Collection<T> collection, List<@Nullable Object> contents, Type type)
            throws UnreadableRecord, ReflectiveOperationException {
        collection.clear();
        for (Object content : contents) {
            collection.add((T) held(content, CoreTypes.argument(type, 0)));
        }
    }

    @SuppressWarnings("unchecked") // the same
    private <K, V> void fill(TreeMap<K, V> map, List<@Nullable Object> contents, Type type)
            throws UnreadableRecord, ReflectiveOperationException {
        map.clear();
        for (int i = 0; i < contents.size(); i += 2) {
            map.put((K) held(contents.get(i), CoreTypes.argument(type, 0)), (V)
                    held(contents.get(i + 1), CoreTypes.argument(type, 1)));
        }
    }

    private @Nullable Object held(@Nullable Object content, Type as)
            throws UnreadableRecord, ReflectiveOperationException {
        Object thing = switch (content) {
            case Ref ref -> thing(ref, as);
            case Present present -> Optional.of(thing(present.thing(), CoreTypes.argument(as, 0)));
            case null, default -> content;
        };
        check(CoreTypes.fits(thing, as));
        return thing;
    }

    /** One that is known, or that is made now, since the replica's constructor did not make it. */
    private Object thing(Ref ref, Type as) throws UnreadableRecord, ReflectiveOperationException {
        Object known = things[ref.node()];
        if (known != null) {
            return known;
        }
        check(!begun[ref.node()]);
        begun[ref.node()] = true;
        Object made = make(nodes.get(ref.node()));
        bind(ref, made, as);
        return made;
    }

    private Object make(Node node) throws UnreadableRecord, ReflectiveOperationException {
        if (CoreImage.COLLECTIONS.contains(node.type())) {
            return empty(node.type());
        }
        CoreForm form = shape.form(node.type());
        if (form == null || form.maker().isEmpty()) {
            throw new UnreadableRecord("is cut short or damaged");
        }
        Constructor<?> maker = form.maker().get();
        @Nullable Object[] arguments = new @Nullable Object[form.made().size()];
        for (int i = 0; i < arguments.length; i++) {
            Field field = form.made().get(i);
            check(!CoreShape.isPort(field));
            arguments[i] = held(node.contents().get(form.fields().indexOf(field)), field.getGenericType());
        }
        return maker.newInstance(arguments);
    }

    private static Object empty(Class<?> collection) {
        return collection == ArrayList.class
                ? new ArrayList<>()
                : collection == ArrayDeque.class
                        ? new ArrayDeque<>()
                        : collection == LinkedHashSet.class
                                ? new LinkedHashSet<>()
                                : collection == TreeSet.class ? new TreeSet<>() : new TreeMap<>();
    }

    private static void check(boolean fits) throws UnreadableRecord {
        if (!fits) {
            throw new UnreadableRecord("is cut short or damaged");
        }
    }
}
