package io.procmgr.bench;

import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import javax.management.AttributeList;
import javax.management.JMException;
import javax.management.MBeanServer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Reads within the JVM, as an agent in it does them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class MBeanBenchmark {
    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final String[] three = {"State", "Pid", "UptimeMillis"};

    @Benchmark
    public Object oneAttribute(ManyJobs jobs) throws JMException {
        return server.getAttribute(jobs.one, "State");
    }

    @Benchmark
    public AttributeList threeAttributes(ManyJobs jobs) throws JMException {
        return server.getAttributes(jobs.one, three);
    }

    @Benchmark
    public Object statusesOfAll(ManyJobs jobs) throws JMException {
        return server.getAttribute(jobs.names.supervisor(), "Statuses");
    }
}
