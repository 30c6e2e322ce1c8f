package io.procmgr.jmx;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.management.AttributeNotFoundException;
import javax.management.MBeanException;
import javax.management.MBeanInfo;
import javax.management.MBeanNotificationInfo;
import javax.management.NotificationBroadcasterSupport;
import javax.management.ReflectionException;
import javax.management.openmbean.ArrayType;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenMBeanAttributeInfo;

/** What all MXBeans of one interface have in common: the description, and how attributes are read. */
final class MBeanType<T> {
    /** Are their own open type: nothing is to be converted. */
    private static final Set<Class<?>> PLAIN =
            Set.of(String.class, boolean.class, int.class, long.class, double.class, String[].class);

    private final Class<T> type;
    private final InterfaceText text;
    private final NotificationBroadcasterSupport notifications;
    private final Map<String, Method> plain = new HashMap<>();
    private final Map<String, Method> records = new HashMap<>();
    private MBeanInfo info;

    MBeanType(Class<T> type, MBeanNotificationInfo... notifications) {
        this.type = type;
        this.text = new InterfaceText(type);
        this.notifications = new NotificationBroadcasterSupport(notifications);
        text.attributes().forEach((name, getter) -> {
            Class<?> value = getter.getReturnType();
            if (PLAIN.contains(value)) {
                plain.put(name, getter);
            } else if (value.isArray() && OpenRecord.class.isAssignableFrom(value.getComponentType())) {
                records.put(name, getter);
            }
        });
    }

    Object read(T bean, String attribute) throws AttributeNotFoundException, MBeanException, ReflectionException {
        try {
            Method getter = plain.get(attribute);
            if (getter != null) {
                return getter.invoke(bean);
            }
            getter = records.get(attribute);
            if (getter != null) {
                return open((OpenRecord[]) getter.invoke(bean), compositeType(bean, attribute));
            }
        } catch (ReflectiveOperationException e) {
            return whole(bean).getAttribute(attribute);
        }
        return whole(bean).getAttribute(attribute);
    }

    /** The bean as the JDK alone would show it. */
    DescribedMBean whole(T bean) {
        return new DescribedMBean(bean, type, text, notifications);
    }

    /** One for all beans of the type: it weighs 40 kB. */
    synchronized MBeanInfo info(T first) {
        if (info == null) {
            info = whole(first).getMBeanInfo();
        }
        return info;
    }

    private CompositeType compositeType(T bean, String attribute) {
        return Stream.of(info(bean).getAttributes())
                .filter(each -> each.getName().equals(attribute))
                .map(each -> (ArrayType<?>) ((OpenMBeanAttributeInfo) each).getOpenType())
                .map(array -> (CompositeType) array.getElementOpenType())
                .findFirst()
                .orElseThrow();
    }

    private static CompositeData[] open(OpenRecord[] records, CompositeType type) {
        String[] names = Stream.of(records.getClass().getComponentType().getRecordComponents())
                .map(RecordComponent::getName)
                .toArray(String[]::new);
        CompositeData[] data = new CompositeData[records.length];
        for (int i = 0; i < data.length; i++) {
            data[i] = new RecordData(type, names, records[i].values());
        }
        return data;
    }
}
