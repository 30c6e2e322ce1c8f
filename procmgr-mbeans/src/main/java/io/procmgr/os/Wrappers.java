package io.procmgr.os;

import io.procmgr.job.Execution;
import io.procmgr.job.Resource;
import io.procmgr.job.ResourceLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The small programs that each set one thing and become the next, in the order in which they need the supervisor's
 * rights; {@link BeginScript} comes last.
 */
final class Wrappers {
    private final Tools tools;
    private final ProcScan processes;

    Wrappers(Tools tools, ProcScan processes) {
        this.tools = tools;
        this.processes = processes;
    }

    /** {@code nice}, {@code taskset} and {@code prlimit}, as far as the job needs them. */
    List<String> of(Execution execution) throws LaunchException {
        List<String> chain = new ArrayList<>();
        int change = renice(execution);
        if (change != 0) {
            chain.addAll(List.of(tools.require("nice", "set nice"), "-n", Integer.toString(change)));
        }
        if (!execution.cpus().isEmpty()) {
            chain.addAll(List.of(tools.require("taskset", "set cpus"), "-c", Processors.present(execution.cpus())));
        }
        if (!execution.limits().isEmpty()) {
            chain.add(tools.require("prlimit", "set limits"));
            for (ResourceLimit limit : execution.limits()) {
                chain.add("--" + limit.resource().key() + "=" + limit.text() + ":" + limit.text());
            }
        }
        return chain;
    }

    /** {@code setpriv}; nothing for a job that keeps the supervisor's rights and may outlive it. */
    List<String> user(Execution execution, Optional<Identity> identity) throws LaunchException {
        boolean switched = identity.isPresent() && !identity.get().switches().isEmpty();
        boolean dies = execution.onHostDeath() == Execution.OnHostDeath.KILL;
        if (!switched && !dies) {
            return List.of();
        }
        List<String> chain = new ArrayList<>();
        chain.add(tools.require(
                "setpriv", switched ? "become user " + execution.user().get() : "die with the supervisor"));
        if (dies) {
            chain.addAll(List.of("--pdeathsig", "KILL"));
        }
        if (switched) {
            chain.addAll(identity.get().switches());
        }
        return chain;
    }

    /**
     * The last four arguments of the script.
     *
     * @param openFiles soft limit of open files, unless the job has one of its own
     * @param program to be checked; empty if it cannot be
     */
    List<String> scriptArguments(Execution execution, OptionalLong openFiles, String program) throws LaunchException {
        boolean limited = execution.limits().stream().anyMatch(limit -> limit.resource() == Resource.NOFILE);
        return List.of(
                Integer.toOctalString(execution.umask()),
                limited || openFiles.isEmpty() ? "" : Long.toString(openFiles.getAsLong()),
                // the program nice runs the job even when it fails
                renice(execution) == 0 ? "" : Integer.toString(execution.nice().getAsInt()),
                program);
    }

    /** By how much the job's nice differs from that of the calling thread, which a child inherits. */
    private int renice(Execution execution) throws LaunchException {
        if (execution.nice().isEmpty()) {
            return 0;
        }
        int own = processes
                .thisThread()
                .orElseThrow(() -> new LaunchException("cannot set nice: the supervisor's own is not known"))
                .nice();
        return execution.nice().getAsInt() - own;
    }
}
