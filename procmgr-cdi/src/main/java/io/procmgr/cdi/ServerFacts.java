package io.procmgr.cdi;

import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** What the server tells of an application, to the thread that starts it; nothing of it where there is no server. */
final class ServerFacts {
    private ServerFacts() {}

    /** The name of the application, without its ending; Tomcat has none. */
    static Optional<String> appName() {
        return lookUp("java:app/AppName", String.class);
    }

    /** Threads of the server, which know the application: its naming, its transactions. */
    static Optional<ExecutorService> executor() {
        return lookUp("java:comp/DefaultManagedExecutorService", ExecutorService.class);
    }

    private static <T> Optional<T> lookUp(String name, Class<T> type) {
        try {
            InitialContext context = new InitialContext();
            try {
                Object found = context.lookup(name);
                return type.isInstance(found) ? Optional.of(type.cast(found)) : Optional.empty();
            } finally {
                context.close();
            }
        } catch (NamingException | RuntimeException | LinkageError e) {
            // no naming service, or it does not know the name: each server says so in its own way
            System.getLogger("procmgr").log(System.Logger.Level.DEBUG, () -> "procmgr finds no " + name + ": " + e);
            return Optional.empty();
        }
    }

    /**
     * The context path of a web application.
     *
     * @param initialized what came with the beginning of the application's scope: a {@code ServletContext} in a web
     *     application, whose class must not be asked for elsewhere
     */
    static Optional<String> contextPath(Object initialized) {
        Deque<Class<?>> types = new ArrayDeque<>();
        for (Class<?> type = initialized.getClass(); type != null; type = type.getSuperclass()) {
            types.add(type);
        }
        while (!types.isEmpty()) {
            Class<?> type = types.remove();
            if (type.getName().equals("jakarta.servlet.ServletContext")) {
                return call(type, "getContextPath", initialized);
            }
            types.addAll(List.of(type.getInterfaces()));
        }
        return Optional.empty();
    }

    private static Optional<String> call(Class<?> type, String name, Object target) {
        try {
            Method method = type.getMethod(name);
            return Optional.ofNullable((String) method.invoke(target));
        } catch (ReflectiveOperationException e) {
            System.getLogger("procmgr").log(System.Logger.Level.DEBUG, () -> "procmgr cannot ask " + type + ": " + e);
            return Optional.empty();
        }
    }
}
