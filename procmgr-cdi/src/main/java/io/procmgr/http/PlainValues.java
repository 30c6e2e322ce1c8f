package io.procmgr.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.management.AttributeNotFoundException;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;
import org.jolokia.core.service.serializer.SerializeOptions;
import org.jolokia.service.serializer.JolokiaSerializer;

/**
 * Jolokia's conversion of values to JSON, but for those that {@link JsonBytes} can write as they are: its converters look up
 * each of a thousand numbers by class names. What has a path or a limit goes Jolokia's way.
 */
final class PlainValues extends JolokiaSerializer {
    private static final Set<Class<?>> PLAIN = Set.of(String.class, Boolean.class, Integer.class, Long.class);
    private static final Set<OpenType<?>> PLAIN_ITEMS =
            Set.of(SimpleType.STRING, SimpleType.BOOLEAN, SimpleType.INTEGER, SimpleType.LONG);

    @Override
    public Object serialize(Object value, List<String> path, SerializeOptions options)
            throws AttributeNotFoundException {
        return (path == null || path.isEmpty()) && isUnlimited(options) && isPlain(value)
                ? value
                : super.serialize(value, path, options);
    }

    private static boolean isUnlimited(SerializeOptions options) {
        return !options.maxDepthReached(Integer.MAX_VALUE)
                && !options.maxObjectExceeded(Integer.MAX_VALUE)
                && options.getCollectionSizeTruncated(Integer.MAX_VALUE) == Integer.MAX_VALUE
                && !"string".equals(options.getSerializeLong());
    }

    private static boolean isPlain(Object value) {
        if (value == null || PLAIN.contains(value.getClass()) || value instanceof String[]) {
            return true;
        }
        if (value instanceof Double number) {
            return Double.isFinite(number);
        }
        // of attributes, or of MBeans and their attributes: so they are read
        if (value.getClass() == LinkedHashMap.class) {
            return ((Map<?, ?>) value).values().stream().allMatch(PlainValues::isPlain);
        }
        return value instanceof CompositeData[] rows && arePlain(rows);
    }

    private static boolean arePlain(CompositeData[] rows) {
        CompositeType known = null;
        for (CompositeData row : rows) {
            if (row == null) {
                return false;
            }
            CompositeType type = row.getCompositeType();
            if (type != known && !type.keySet().stream().map(type::getType).allMatch(PLAIN_ITEMS::contains)) {
                return false;
            }
            known = type;
        }
        return true;
    }
}
