package io.procmgr.cdi;

import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.ObserverMethod;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.annotation.Annotation;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * The observers of an application. Each is called by itself, in the order of the priorities, with an active request context:
 * what one throws is logged with its name and keeps no other from hearing of the event.
 */
final class Observers {
    private static final Logger LOG = System.getLogger("procmgr");

    private final BeanManager beans;
    private final Set<ObserverMethod<?>> withMetadata;

    /**
     * The observers.
     *
     * @param withMetadata those that have {@code EventMetadata} injected, which only the container can give them
     */
    Observers(BeanManager beans, Set<ObserverMethod<?>> withMetadata) {
        this.beans = beans;
        this.withMetadata = withMetadata;
    }

    /**
     * Calls all that observe an event.
     *
     * @param async only those that observe asynchronously, or only the others
     */
    void tell(Object event, Annotation[] qualifiers, boolean async) {
        try {
            List<ObserverMethod<? super Object>> chosen = beans.resolveObserverMethods(event, qualifiers).stream()
                    .filter(observer -> observer.isAsync() == async)
                    .sorted(Comparator.comparingInt(ObserverMethod::getPriority))
                    .toList();
            if (chosen.stream().anyMatch(withMetadata::contains)) {
                fire(event, qualifiers, async);
            } else if (!chosen.isEmpty()) {
                inRequest(() -> chosen.forEach(observer -> tell(observer, event, qualifiers)));
            }
        } catch (RuntimeException | Error e) {
            // an Error too, of classes that an undeploy takes away: the next event is delivered all the same
            LOG.log(Level.WARNING, "procmgr cannot tell observers of " + event, e);
        }
    }

    /** By the container's own rules: an exception keeps those behind it from hearing of the event, unless they are async. */
    private void fire(Object event, Annotation[] qualifiers, boolean async) {
        if (async) {
            NotificationOptions here = NotificationOptions.ofExecutor(Runnable::run);
            beans.getEvent()
                    .select(qualifiers)
                    .fireAsync(event, here)
                    .toCompletableFuture()
                    .join();
        } else {
            inRequest(() -> beans.getEvent().select(qualifiers).fire(event));
        }
    }

    private void tell(ObserverMethod<? super Object> observer, Object event, Annotation[] qualifiers) {
        try {
            observer.notify(new ToldEvent(event, Set.of(qualifiers)));
        } catch (RuntimeException | Error e) {
            LOG.log(
                    Level.WARNING,
                    "procmgr observer in " + observer.getBeanClass().getName() + " failed at " + event,
                    e);
        }
    }

    private void inRequest(Runnable task) {
        Bean<?> bean = beans.resolve(beans.getBeans(RequestContextController.class));
        CreationalContext<?> context = beans.createCreationalContext(bean);
        try {
            RequestContextController request =
                    (RequestContextController) beans.getReference(bean, RequestContextController.class, context);
            boolean activated = request.activate();
            try {
                task.run();
            } finally {
                if (activated) {
                    request.deactivate();
                }
            }
        } finally {
            context.release();
        }
    }
}
