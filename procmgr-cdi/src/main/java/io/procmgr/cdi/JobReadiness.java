package io.procmgr.cdi;

import io.procmgr.supervise.JobStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * The application is ready while all its jobs with {@code readiness = true} are, each with an entry of its own. This class
 * must not be loaded where there is no MicroProfile Health.
 */
final class JobReadiness implements HealthCheck {
    private static final String NAME = "procmgr";

    private final Embedding embedding;

    private JobReadiness(Embedding embedding) {
        this.embedding = embedding;
    }

    static void addBean(AfterBeanDiscovery discovery, Embedding embedding) {
        discovery
                .addBean()
                .id("io.procmgr.cdi.JobReadiness")
                .beanClass(JobReadiness.class)
                .types(HealthCheck.class, Object.class)
                .qualifiers(Readiness.Literal.INSTANCE, Any.Literal.INSTANCE)
                .scope(ApplicationScoped.class)
                .createWith(context -> new JobReadiness(embedding));
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named(NAME);
        if (embedding.isOff()) {
            return response.up().build();
        }
        List<JobStatus> statuses;
        try {
            statuses = embedding.running("tell the readiness").supervisor().statuses();
        } catch (IllegalStateException e) {
            return response.down().withData("error", e.getMessage()).build();
        }
        boolean ready = true;
        for (JobStatus status : statuses) {
            if (status.spec().readiness()) {
                ready &= status.ready();
                response.withData(status.name().value(), status.state().name());
            }
        }
        return response.status(ready).build();
    }
}
