package io.procmgr.cdi;

import jakarta.enterprise.inject.spi.EventContext;
import jakarta.enterprise.inject.spi.EventMetadata;
import jakarta.enterprise.inject.spi.InjectionPoint;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Set;

/** An event as an observer gets it. */
record ToldEvent(Object event, Set<Annotation> qualifiers) implements EventContext<Object>, EventMetadata {
    ToldEvent {
        qualifiers = Set.copyOf(qualifiers);
    }

    @Override
    public Object getEvent() {
        return event;
    }

    @Override
    public EventMetadata getMetadata() {
        return this;
    }

    @Override
    public Set<Annotation> getQualifiers() {
        return qualifiers;
    }

    /** Nobody injected an {@code Event} to send it. */
    @Override
    public InjectionPoint getInjectionPoint() {
        return null;
    }

    @Override
    public Type getType() {
        return event.getClass();
    }
}
