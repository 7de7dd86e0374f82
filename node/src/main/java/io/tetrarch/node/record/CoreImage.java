package io.tetrarch.node.record;

import io.tetrarch.pbft.Replica;
import java.lang.reflect.Field;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a replica held between two steps. All that changes in a replica is copied, field by field, and what never changes
 * (messages, certificates, requests) is shared with it, so an image is taken quickly, and keeps alive at most what the
 * replica held then, which the core bounds. Two images are equal if the replicas were.
 *
 * @param nodes all that changes: the first is the replica, others are found by {@link Ref}
 */
record CoreImage(List<Node> nodes) {
    /** In the place of what a replica was made with. */
    static final Port PORT = new Port();

    /** Collections of the core that change; they are in a fixed order. */
    static final List<Class<?>> COLLECTIONS =
            List.of(ArrayList.class, ArrayDeque.class, LinkedHashSet.class, TreeSet.class, TreeMap.class);

    static final List<Class<?>> ARRAYS = List.of(boolean[].class, int[].class, long[].class);
    private static final Set<Class<?>> CHANGING = Set.of(
            ArrayList.class,
            ArrayDeque.class,
            LinkedHashSet.class,
            TreeSet.class,
            TreeMap.class,
            boolean[].class,
            int[].class,
            long[].class);

    /**
     * One thing that changes.
     *
     * @param contents of a class of the core its fields, as {@link CoreForm} has them; of a map each key with its value; of
     *     a collection or an array its elements
     */
    record Node(Class<?> type, List<@Nullable Object> contents) {}

    /** In the place of a thing that changes: its number among the nodes. */
    record Ref(int node) {}

    /** In the place of an {@code Optional} that has a thing that changes. */
    record Present(Ref thing) {}

    record Port() {}

    /** To be taken by whoever feeds the replica, between two steps. */
    static CoreImage of(Replica replica, CoreShape shape) {
        Taking taking = new Taking(shape);
        taking.number(replica);
        return new CoreImage(taking.nodes);
    }

    private static final class Taking {
        private final CoreShape shape;
        private final List<Node> nodes = new ArrayList<>();
        private final IdentityHashMap<Object, Ref> known = new IdentityHashMap<>();
        private Class<?> latest = Object.class;
        private boolean latestChanges;

        private Taking(CoreShape shape) {
            this.shape = shape;
        }

        private Ref number(Object thing) {
            Ref earlier = known.get(thing);
            if (earlier != null) {
                return earlier;
            }
            Ref ref = new Ref(nodes.size());
            known.put(thing, ref);
            List<@Nullable Object> contents = new ArrayList<>();
            nodes.add(new Node(thing.getClass(), contents));
            take(thing, contents);
            return ref;
        }

        private void take(Object thing, List<@Nullable Object> to) {
            switch (thing) {
                case TreeMap<?, ?> map -> {
                    refuseOrder(map.comparator());
                    map.forEach((key, value) -> {
                        to.add(key);
                        to.add(content(value));
                    });
                }
                case LinkedHashSet<?> set -> to.addAll(set);
                case TreeSet<?> set -> {
                    refuseOrder(set.comparator());
                    to.addAll(set);
                }
                case Collection<?> collection -> collection.forEach(each -> to.add(content(each)));
                case boolean[] array -> {
                    for (boolean each : array) {
                        to.add(each);
                    }
                }
                case int[] array -> Arrays.stream(array).forEach(to::add);
                case long[] array -> Arrays.stream(array).forEach(to::add);
                default -> fields(thing, to);
            }
        }

        private void fields(Object thing, List<@Nullable Object> to) {
            CoreForm form = shape.form(thing.getClass());
            if (form == null) {
                throw new IllegalStateException("a replica may not hold a " + thing.getClass());
            }
            for (Field field : form.fields()) {
                to.add(CoreShape.isPort(field) ? PORT : content(CoreForm.get(field, thing)));
            }
        }

        private @Nullable Object content(@Nullable Object thing) {
            if (thing instanceof Optional<?> optional
                    && optional.isPresent()
                    && changes(optional.get().getClass())) {
                return new Present(number(optional.get()));
            }
            return thing != null && changes(thing.getClass()) ? number(thing) : thing;
        }

        /** Most collections are of one class. */
        private boolean changes(Class<?> type) {
            if (type != latest) {
                CoreForm form = shape.form(type);
                latest = type;
                latestChanges = form == null ? CHANGING.contains(type) : !form.isValue();
            }
            return latestChanges;
        }

        private static void refuseOrder(@Nullable Object comparator) {
            if (comparator != null) {
                throw new IllegalStateException("a replica may not hold a collection in an order of its own");
            }
        }
    }
}
