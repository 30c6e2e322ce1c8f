package io.procmgr.cdi;

import io.procmgr.InvalidConfigurationException;
import io.procmgr.ProcMgr;
import io.procmgr.job.JobSpec;
import io.procmgr.job.Problem;
import io.procmgr.job.RawJob;
import io.procmgr.job.Template;
import io.procmgr.source.Catalog;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.BeforeShutdown;
import jakarta.enterprise.inject.spi.DefinitionException;
import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.enterprise.inject.spi.EventMetadata;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessInjectionPoint;
import jakarta.enterprise.inject.spi.ProcessObserverMethod;
import jakarta.enterprise.inject.spi.ProcessProducerField;
import jakarta.enterprise.inject.spi.ProcessProducerMethod;
import jakarta.enterprise.inject.spi.WithAnnotations;
import jakarta.interceptor.Interceptor;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Runs the jobs of an application: finds their definitions while the container looks for beans, refuses the deployment if
 * they are wrong, starts them when the application has started, and stops them before it ends. Found by the container itself;
 * made by hand only to run the jobs with a supervisor that somebody else runs.
 */
public final class ProcMgrExtension implements Extension {
    private static final Logger LOG = System.getLogger("procmgr");

    /** After the observers of the application, which have no priority or one of their own, and of most libraries. */
    private static final int LAST = Interceptor.Priority.LIBRARY_AFTER + 500;

    /** Before the application closes what its jobs may need, or observers of their end. */
    private static final int FIRST = Interceptor.Priority.PLATFORM_BEFORE;

    /** The supervisor, once the class loader of the application is known. */
    interface Choice {
        Backing of(ClassLoader application) throws IOException;
    }

    private final FoundJobs found = new FoundJobs();
    private final Map<String, String> wanted = new TreeMap<>();
    private final List<ObservedJob> observed = new ArrayList<>();
    private final Set<ObserverMethod<?>> withMetadata = new HashSet<>();
    private final Embedding embedding = new Embedding();
    private final Choice choice;
    private final List<Problem> refused = new ArrayList<>();
    private ClassLoader loader;
    private Backing backing;
    private Catalog judged;
    private volatile Optional<String> contextPath = Optional.empty();

    /** Runs the jobs with a supervisor of their own. */
    public ProcMgrExtension() {
        this(OwnSupervisor::of);
    }

    /**
     * Gives the jobs to a supervisor that is up already, and is closed by who runs it.
     *
     * @param host whose definitions outside files are replaced by those that are found
     */
    public ProcMgrExtension(ProcMgr host) {
        this(loader -> new HostSupervisor(host, loader));
    }

    /** Gives the jobs to the supervisor that is chosen. */
    ProcMgrExtension(Choice choice) {
        this.choice = choice;
    }

    private static ClassLoader applicationLoader() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return context == null ? ProcMgrExtension.class.getClassLoader() : context;
    }

    void begin(@Observes BeforeBeanDiscovery discovery) {
        loader = applicationLoader();
        if (OptionalApi.HEALTH.isThere(loader)) {
            discovery.addAnnotatedType(JobReadiness.class, JobReadiness.class.getName());
        }
    }

    void findJobs(
            @Observes @WithAnnotations({ManagedProcess.class, ManagedProcesses.class}) ProcessAnnotatedType<?> type) {
        found.look(type.getAnnotatedType());
    }

    <X> void findProducers(@Observes ProcessProducerMethod<JobSpec, X> producer) {
        found.produced(producer.getAnnotatedProducerMethod(), producer.getBean());
    }

    <X> void findProducerFields(@Observes ProcessProducerField<JobSpec, X> producer) {
        found.produced(producer.getAnnotatedProducerField(), producer.getBean());
    }

    <T, X> void findHandles(@Observes ProcessInjectionPoint<T, X> process) {
        InjectedHandle.of(process.getInjectionPoint())
                .ifPresent(handle -> wanted.putIfAbsent(handle.job(), handle.place()));
    }

    <T, X> void findObservers(@Observes ProcessObserverMethod<T, X> observer) {
        AnnotatedMethod<X> method = observer.getAnnotatedMethod();
        ObservedJob.of(observer.getObserverMethod()).ifPresent(observed::add);
        // one that an extension made has no method
        if (method != null
                && method.getParameters().stream()
                        .anyMatch(parameter -> parameter.getBaseType() == EventMetadata.class)) {
            withMetadata.add(observer.getObserverMethod());
        }
    }

    void addBeans(@Observes AfterBeanDiscovery discovery) {
        try {
            backing = choice.of(loader);
        } catch (IOException e) {
            throw new DefinitionException("procmgr cannot read the properties of the application: " + e, e);
        }
        judged = backing.judge(found.layer(placeholders(), List.of()));
        Set<String> names = new LinkedHashSet<>(defined());
        names.addAll(wanted.keySet());
        JobBeans.add(discovery, names, embedding);
    }

    private List<RawJob> placeholders() {
        return found.produced().stream().map(ProducedJob::placeholder).toList();
    }

    private List<String> defined() {
        return judged.jobs().stream().map(job -> job.name().value()).toList();
    }

    void judge(@Observes AfterDeploymentValidation validation) {
        Set<String> produced = new LinkedHashSet<>();
        found.produced().forEach(job -> produced.add(job.name()));
        List<Problem> problems = new ArrayList<>(judged.problems());
        // what a producer makes is not known yet, so that a key may lack what it belongs to: it is judged at the start
        problems.removeIf(problem -> produced.contains(problem.job()) && !isMisuse(problem));
        if (backing.enabled()) {
            problems.addAll(unknownJobs(produced));
        }
        for (Problem problem : problems) {
            if (problem.isError()) {
                refused.add(problem);
                validation.addDeploymentProblem(new DefinitionException(problem.toString()));
            } else {
                LOG.log(Level.WARNING, "procmgr " + problem);
            }
        }
    }

    private static boolean isMisuse(Problem problem) {
        return problem.origin().source().startsWith("@ManagedProcess");
    }

    private List<Problem> unknownJobs(Set<String> produced) {
        Set<String> known = new LinkedHashSet<>(defined());
        known.addAll(produced);
        judged.problems().forEach(problem -> known.add(problem.job()));
        UnknownJobs unknown = new UnknownJobs(
                known, judged.templates().stream().map(Template::name).collect(Collectors.toSet()));
        List<Problem> problems = new ArrayList<>();
        wanted.forEach((job, place) -> unknown.handle(job, place).ifPresent(problems::add));
        observed.forEach(
                observer -> unknown.observer(observer.job(), observer.place()).ifPresent(problems::add));
        return problems;
    }

    /** Why the deployment was refused; empty if procmgr did not refuse it. */
    List<Problem> refused() {
        return refused;
    }

    /** @throws IllegalStateException if it is not up */
    ProcMgr running() {
        return embedding.running("run the jobs");
    }

    /** Ends the jobs of an application that could not start. */
    void end() {
        embedding.stop(false);
    }

    void webApplication(@Observes @Initialized(ApplicationScoped.class) Object initialized) {
        ServerFacts.contextPath(initialized).ifPresent(path -> contextPath = Optional.of(path));
    }

    void start(@Observes @Priority(LAST) Startup startup, BeanManager beans) {
        if (!backing.enabled()) {
            embedding.switchOff("it is switched off (procmgr.enabled=false)");
            return;
        }
        try {
            embedding.start(() -> open(beans));
        } catch (InvalidConfigurationException e) {
            e.problems().forEach(problem -> LOG.log(Level.ERROR, "procmgr " + problem));
            throw new DeploymentException("procmgr cannot start the jobs:\n" + e.getMessage(), e);
        } catch (IOException e) {
            LOG.log(Level.ERROR, "procmgr " + e.getMessage());
            throw new DeploymentException("procmgr cannot start the jobs: " + e.getMessage(), e);
        }
    }

    private Embedding.Opened open(BeanManager beans) throws IOException {
        List<RawJob> made = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (ProducedJob job : found.produced()) {
            job.make(beans, problems::add).ifPresent(made::add);
        }
        return backing.open(found.layer(made, problems), new Application(beans, withMetadata, loader, contextPath));
    }

    void stop(@Observes @Priority(FIRST) Shutdown shutdown) {
        embedding.stop(true);
    }

    void stopAtTheLatest(@Observes @Priority(FIRST) @BeforeDestroyed(ApplicationScoped.class) Object scope) {
        embedding.stop(true);
    }

    void stopInAnyCase(@Observes BeforeShutdown shutdown) {
        embedding.stop(false);
    }
}
