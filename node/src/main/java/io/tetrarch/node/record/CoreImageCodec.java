package io.tetrarch.node.record;

import io.tetrarch.node.record.CoreImage.Node;
import io.tetrarch.node.record.CoreImage.Port;
import io.tetrarch.node.record.CoreImage.Present;
import io.tetrarch.node.record.CoreImage.Ref;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Encoder;
import java.lang.reflect.Field;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** Images to bytes. A value that stands in several places is written once; {@link CoreImageReader} reads them. */
final class CoreImageCodec {
    static final int NULL = 0;
    static final int REF = 1;
    static final int PORT = 2;
    static final int FALSE = 3;
    static final int TRUE = 4;
    static final int INT = 5;
    static final int LONG = 6;
    static final int STRING = 7;
    static final int DIGEST = 8;
    static final int BYTES = 9;
    static final int EMPTY = 10;
    static final int PRESENT = 11;
    static final int LIST = 12;
    static final int MAP = 13;
    static final int SET = 14;
    static final int ENUM = 15;
    static final int VALUE = 16;
    static final int AGAIN = 17;
    static final int PRESENT_REF = 18;
    /** Of a node, in the place of a collection's number. */
    static final int OF_THE_CORE = 255;

    private final CoreShape shape;
    private final Encoder to;
    private final IdentityHashMap<Object, Integer> written = new IdentityHashMap<>();

    private CoreImageCodec(CoreShape shape, Encoder to) {
        this.shape = shape;
        this.to = to;
    }

    static void encode(CoreImage image, CoreShape shape, Encoder to) {
        CoreImageCodec codec = new CoreImageCodec(shape, to.digest(shape.digest()));
        to.u32(image.nodes().size());
        image.nodes().forEach(codec::node);
    }

    private void node(Node node) {
        int collection = CoreImage.COLLECTIONS.indexOf(node.type());
        int array = CoreImage.ARRAYS.indexOf(node.type());
        if (collection >= 0) {
            to.u8(collection).u32(node.contents().size());
        } else if (array >= 0) {
            to.u8(CoreImage.COLLECTIONS.size() + array).u32(node.contents().size());
        } else {
            to.u8(OF_THE_CORE).u32(shape.number(node.type()));
        }
        node.contents().forEach(this::content);
    }

    private void content(@Nullable Object content) {
        switch (content) {
            case null -> to.u8(NULL);
            case Ref ref -> to.u8(REF).u32(ref.node());
            case Present present -> to.u8(PRESENT_REF).u32(present.thing().node());
            case Port port -> to.u8(PORT);
            case Boolean flag -> to.u8(flag ? TRUE : FALSE);
            case Integer number -> to.u8(INT).u32(number);
            case Long number -> to.u8(LONG).u64(number);
            case String text -> to.u8(STRING).string(text);
            case Digest digest -> to.u8(DIGEST).digest(digest);
            case Optional<?> optional -> {
                to.u8(optional.isPresent() ? PRESENT : EMPTY);
                optional.ifPresent(this::content);
            }
            case List<?> list -> {
                to.u8(LIST).u32(list.size());
                list.forEach(this::content);
            }
            case SortedMap<?, ?> map -> {
                to.u8(MAP).u32(map.size());
                map.forEach((key, value) -> {
                    content(key);
                    content(value);
                });
            }
            case SortedSet<?> set -> {
                to.u8(SET).u32(set.size());
                set.forEach(this::content);
            }
            case Enum<?> constant ->
                to.u8(ENUM).u32(shape.number(constant.getDeclaringClass())).string(constant.name());
            default -> shared(content);
        }
    }

    private void shared(Object value) {
        Integer earlier = written.get(value);
        if (earlier != null) {
            to.u8(AGAIN).u32(earlier);
        } else if (value instanceof Bytes bytes) {
            to.u8(BYTES).bytes(bytes);
            written.put(value, written.size());
        } else {
            value(value);
            written.put(value, written.size());
        }
    }

    private void value(Object value) {
        CoreForm form = shape.form(value.getClass());
        if (form == null || !form.isValue()) {
            throw new IllegalStateException(
                    "a value may not hold a " + value.getClass().getName());
        }
        to.u8(VALUE).u32(shape.number(value.getClass()));
        for (Field field : form.fields()) {
            content(CoreForm.get(field, value));
        }
    }
}
