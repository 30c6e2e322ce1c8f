package io.procmgr.jmx;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.management.MBeanInfo;

/**
 * What the annotations of an MXBean interface say, and the MBeanInfo made of it: one for all MBeans of the type, which
 * would else weigh 40 kB in each of a thousand.
 */
final class InterfaceText {
    private final Class<?> type;
    private final Map<String, Method> attributes = new HashMap<>();
    private final Map<String, Method> operations = new HashMap<>();
    private MBeanInfo info;

    InterfaceText(Class<?> type) {
        this.type = type;
        for (Method method : type.getMethods()) {
            String name = method.getName();
            if (method.getParameterCount() == 0 && name.startsWith("get")) {
                attributes.put(name.substring(3), method);
            } else if (method.getParameterCount() == 0 && name.startsWith("is")) {
                attributes.put(name.substring(2), method);
            } else {
                operations.put(name, method);
            }
        }
    }

    String description() {
        return description(type);
    }

    String ofAttribute(String name) {
        return description(attributes.get(name));
    }

    String ofOperation(String name) {
        return description(operations.get(name));
    }

    String ofParameter(String operation, int index) {
        return description(operations.get(operation).getParameters()[index]);
    }

    String parameterName(String operation, int index) {
        return operations.get(operation).getParameters()[index].getName();
    }

    boolean isInquiry(String operation) {
        return operations.get(operation).isAnnotationPresent(Inquiry.class);
    }

    /** The one MBeanInfo, made at the first call. */
    synchronized MBeanInfo info(Supplier<MBeanInfo> maker) {
        if (info == null) {
            info = maker.get();
        }
        return info;
    }

    private String description(AnnotatedElement element) {
        return Optional.ofNullable(element.getAnnotation(Description.class))
                .map(Description::value)
                .orElseThrow(() -> new IllegalStateException("no description on " + element + " of " + type));
    }
}
