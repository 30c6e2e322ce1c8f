package io.procmgr.cdi;

import io.procmgr.supervise.JobStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * The application is ready while all its jobs with {@code readiness = true} are, each with an entry of its own. This class
 * must not be loaded where there is no MicroProfile Health. It is no synthetic bean, which Payara would not look at.
 */
@Readiness
@ApplicationScoped
class JobReadiness implements HealthCheck {
    private static final String NAME = "procmgr";

    private final Embedding embedding;

    /** For the proxy of the container. */
    JobReadiness() {
        this.embedding = new Embedding();
    }

    @Inject
    JobReadiness(Embedding embedding) {
        this.embedding = embedding;
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
