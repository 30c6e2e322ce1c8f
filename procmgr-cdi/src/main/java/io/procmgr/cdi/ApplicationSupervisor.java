package io.procmgr.cdi;

import io.procmgr.source.Nearest;
import io.procmgr.supervise.JobStatus;
import java.util.List;

/** The injected supervisor. */
final class ApplicationSupervisor implements Supervisor {
    private final Embedding embedding;

    ApplicationSupervisor(Embedding embedding) {
        this.embedding = embedding;
    }

    @Override
    public List<SupervisedProcess> processes() {
        return names().stream().map(this::handle).toList();
    }

    private SupervisedProcess handle(String name) {
        return new Handle(name, embedding);
    }

    @Override
    public SupervisedProcess process(String name) {
        List<String> names = names();
        if (!names.contains(name)) {
            throw new IllegalArgumentException("cannot find job " + name + ": it is not defined"
                    + Nearest.of(name, names)
                            .map(near -> "; did you mean " + near + "?")
                            .orElse(" (jobs=" + String.join(", ", names) + ")"));
        }
        return handle(name);
    }

    private List<String> names() {
        return statuses().stream().map(status -> status.name().value()).toList();
    }

    @Override
    public SupervisedProcess startInstance(String template, String instance) {
        embedding.running("start an instance").configuration().startInstance(template, instance);
        return handle(template + instance);
    }

    @Override
    public String removeInstance(String template, String instance) {
        return embedding.running("remove an instance").configuration().removeInstance(template, instance);
    }

    @Override
    public List<JobStatus> statuses() {
        return embedding.running("list the jobs").supervisor().statuses();
    }

    @Override
    public String reload() {
        return embedding.running("reload the configuration").configuration().reload();
    }
}
