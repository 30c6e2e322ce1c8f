package io.procmgr.cdi;

import io.procmgr.job.Dialect;
import io.procmgr.job.InvalidJobException;
import io.procmgr.job.JobKey;
import io.procmgr.job.JobSpec;
import io.procmgr.job.Origin;
import io.procmgr.job.Problem;
import io.procmgr.job.RawJob;
import io.procmgr.job.RawValue;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A producer that makes the definition of a job.
 *
 * @param bean of the producer
 * @param name of the job, which is known before the producer is called
 * @param origin of the producer
 */
record ProducedJob(Bean<?> bean, String name, Origin origin) {
    ProducedJob {
        Objects.requireNonNull(bean, "bean");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(origin, "origin");
    }

    /** Stands for the job until its producer may be called. */
    RawJob placeholder() {
        RawValue command = new RawValue(JobKey.COMMAND, "", List.of("true"), JobKey.COMMAND.key(), origin);
        return new RawJob(name, Dialect.PROCMGR, origin, List.of(command));
    }

    /** Calls the producer. What is wrong with it, an exception too, is told; then there is no job. */
    Optional<RawJob> make(BeanManager beans, Consumer<Problem> problems) {
        CreationalContext<?> context = beans.createCreationalContext(bean);
        try {
            return written((JobSpec) beans.getReference(bean, JobSpec.class, context), problems);
        } catch (InvalidJobException e) {
            e.problems()
                    .forEach(problem ->
                            problems.accept(Problem.error(origin, name, problem.option(), problem.message())));
            return Optional.empty();
        } catch (RuntimeException e) {
            problems.accept(error("cannot be made: " + e));
            return Optional.empty();
        } finally {
            context.release();
        }
    }

    private Optional<RawJob> written(JobSpec made, Consumer<Problem> problems) {
        if (made == null) {
            problems.accept(error("cannot be made: the producer gave null"));
            return Optional.empty();
        }
        if (!made.name().value().equals(name)) {
            problems.accept(error("has another name in its JobSpec: name the producer as the job, or say"
                    + " @ManagedProcess(name = …) (JobSpec=" + made.name() + ")"));
            return Optional.empty();
        }
        Optional<RawJob> written = made.written();
        if (written.isEmpty()) {
            problems.accept(
                    error("has a JobSpec that was not made by JobSpec.builder, which alone keeps what was said"));
            return Optional.empty();
        }
        List<RawValue> values = written.get().values().stream()
                .map(value -> new RawValue(
                        value.key(), value.qualifier(), value.words(), value.option(), origin, value.text()))
                .toList();
        return Optional.of(new RawJob(name, written.get().dialect(), origin, values));
    }

    private Problem error(String message) {
        return Problem.error(origin, name, "", message);
    }
}
