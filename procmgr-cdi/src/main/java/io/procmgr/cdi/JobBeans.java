package io.procmgr.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import java.util.Set;

/** What an application can have injected: beans without a class of their own, known by their interfaces. */
final class JobBeans {
    private JobBeans() {}

    /**
     * Adds the supervisor, a handle for each name, and for beans of our own what is behind them.
     *
     * @param names of all jobs that are defined or asked for
     */
    static void add(AfterBeanDiscovery discovery, Set<String> names, Embedding embedding) {
        discovery
                .addBean()
                .id("io.procmgr.cdi.Supervisor")
                .beanClass(ProcMgrExtension.class)
                .types(Supervisor.class, Object.class)
                .qualifiers(Default.Literal.INSTANCE, Any.Literal.INSTANCE)
                .scope(ApplicationScoped.class)
                .createWith(context -> new ApplicationSupervisor(embedding));
        discovery
                .addBean()
                .id("io.procmgr.cdi.Embedding")
                .beanClass(ProcMgrExtension.class)
                .types(Embedding.class)
                .scope(Dependent.class)
                .createWith(context -> embedding);
        for (String name : names) {
            discovery
                    .addBean()
                    .id("io.procmgr.cdi.SupervisedProcess:" + name)
                    .beanClass(ProcMgrExtension.class)
                    .types(SupervisedProcess.class, Object.class)
                    .qualifiers(Job.Literal.of(name), Any.Literal.INSTANCE)
                    .scope(ApplicationScoped.class)
                    .createWith(context -> new Handle(name, embedding));
        }
    }
}
