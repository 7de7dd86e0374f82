package io.tetrarch.simulator.check;

import io.tetrarch.pbft.Configuration;
import io.tetrarch.pbft.Limits;
import io.tetrarch.pbft.Replica;
import io.tetrarch.pbft.Service;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * S6: how much a replica keeps, measured from outside: every element of every collection that can be reached from it,
 * messages and the service's own state being leaves. The bound follows from the limits; it is generous, for it has to
 * tell what is bounded from what is not.
 */
public final class Footprint {
    private static final String OURS = "io.tetrarch.pbft";
    private static final String LEAVES = "io.tetrarch.pbft.message";
    private static final ClassValue<List<Field>> FIELDS = new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
            return fields(type);
        }
    };

    /** Whether what an object of the class holds counts, or the object is a leaf. */
    private static final ClassValue<Boolean> WALKED = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return isWalked(type);
        }
    };

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> ahead = new ArrayDeque<>();
    private long elements;

    private Footprint() {}

    /** How many elements the replica's collections hold together. */
    public static long of(Replica replica) {
        return new Footprint().walk(replica);
    }

    /** What it may be at most. */
    public static long bound(Configuration configuration) {
        Limits limits = configuration.limits();
        long perPeer = 8L * limits.window() + 4L * limits.pendingRequests() + 250;
        long own = 8L * limits.window() + 16L * limits.pendingRequests() + 300;
        return configuration.replicas() * (perPeer + limits.pendingRequests()) + own;
    }

    private long walk(Object root) {
        visit(root);
        while (!ahead.isEmpty()) {
            Object next = ahead.pop();
            switch (next) {
                case Map<?, ?> map -> {
                    elements += map.size();
                    map.values().forEach(this::visit);
                }
                case Collection<?> collection -> {
                    elements += collection.size();
                    collection.forEach(this::visit);
                }
                case Optional<?> optional -> optional.ifPresent(this::visit);
                case Object[] array -> {
                    for (Object each : array) {
                        visit(each);
                    }
                }
                case Object object -> {
                    for (Field field : FIELDS.get(object.getClass())) {
                        visit(read(field, object));
                    }
                }
            }
        }
        return elements;
    }

    private void visit(@Nullable Object object) {
        if (object != null && WALKED.get(object.getClass()) && seen.add(object)) {
            ahead.push(object);
        }
    }

    private static boolean isWalked(Class<?> type) {
        String name = type.getName();
        if (Service.class.isAssignableFrom(type) || Enum.class.isAssignableFrom(type)) {
            return false;
        }
        return Map.class.isAssignableFrom(type)
                || Collection.class.isAssignableFrom(type)
                || type == Optional.class
                || Object[].class.isAssignableFrom(type)
                || (name.startsWith(OURS) && !name.startsWith(LEAVES));
    }

    private static List<Field> fields(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> each = type; each != null && each.getName().startsWith(OURS); each = each.getSuperclass()) {
            for (Field field : each.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    field.setAccessible(true);
                    fields.add(field);
                }
            }
        }
        return fields;
    }

    private static @Nullable Object read(Field field, Object from) {
        try {
            return field.get(from);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("a field that was made accessible is not", e);
        }
    }
}
