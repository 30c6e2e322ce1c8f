package io.procmgr.jmx;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What an MXBean interface has, and what its annotations say of it. */
final class InterfaceText {
    private final Class<?> type;
    private final Map<String, Method> attributes = new HashMap<>();
    private final Map<String, Method> operations = new HashMap<>();

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

    /** The getters, by the names of their attributes. */
    Map<String, Method> attributes() {
        return attributes;
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

    private String description(AnnotatedElement element) {
        return Optional.ofNullable(element.getAnnotation(Description.class))
                .map(Description::value)
                .orElseThrow(() -> new IllegalStateException("no description on " + element + " of " + type));
    }
}
