package io.procmgr.cdi;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** What the server tells of an application, to the thread that starts it; nothing of it where there is no server. */
final class ServerFacts {
    private static final Logger LOG = System.getLogger("procmgr");

    private ServerFacts() {}

    /** The name of the application, without its ending; Tomcat has none. */
    static Optional<String> appName() {
        return lookUp("java:app/AppName", String.class);
    }

    /** Threads of the server, which know the application: its naming, its transactions. */
    static Optional<Executor> executor() {
        return lookUp("java:comp/DefaultManagedExecutorService", ExecutorService.class)
                .map(service -> {
                    Executor context = context();
                    return task -> service.execute(() -> context.execute(task));
                });
    }

    /**
     * Runs a task at once, as if the thread that asked for this executor did: those of the server take on the context of who
     * hands them a task, and those are threads of ours.
     */
    private static Executor context() {
        Optional<Object> service = lookUp("java:comp/DefaultContextService", Object.class);
        Optional<Class<?>> type = service.flatMap(found -> face(found, "jakarta.enterprise.concurrent.ContextService"));
        if (type.isPresent()) {
            try {
                Method method = type.get().getMethod("createContextualProxy", Object.class, Class.class);
                Executor direct = Runnable::run;
                return (Executor) method.invoke(service.get(), direct, Executor.class);
            } catch (ReflectiveOperationException | RuntimeException e) {
                LOG.log(Level.DEBUG, () -> "procmgr cannot take the server's context: " + e);
            }
        }
        return Runnable::run;
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
            LOG.log(Level.DEBUG, () -> "procmgr finds no " + name + ": " + e);
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
        return face(initialized, "jakarta.servlet.ServletContext").flatMap(type -> {
            try {
                return Optional.ofNullable(
                        (String) type.getMethod("getContextPath").invoke(initialized));
            } catch (ReflectiveOperationException e) {
                LOG.log(Level.DEBUG, () -> "procmgr cannot ask for the context path: " + e);
                return Optional.empty();
            }
        });
    }

    /** The interface of that name that an object has: its class may be closed to us, and the interface may not be there. */
    private static Optional<Class<?>> face(Object object, String name) {
        Deque<Class<?>> types = new ArrayDeque<>();
        for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
            types.add(type);
        }
        while (!types.isEmpty()) {
            Class<?> type = types.remove();
            if (type.getName().equals(name)) {
                return Optional.of(type);
            }
            types.addAll(List.of(type.getInterfaces()));
        }
        return Optional.empty();
    }
}
