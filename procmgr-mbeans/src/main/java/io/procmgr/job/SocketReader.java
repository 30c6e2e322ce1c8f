package io.procmgr.job;

import java.util.Optional;

/** The socket of a job, and what cannot go with it. */
final class SocketReader {
    private static final int MAX_CONNECTIONS = 100;

    private final WrittenValues values;

    SocketReader(WrittenValues values) {
        this.values = values;
    }

    /** The rule; empty without one, or if one of its keys is wrong. */
    Optional<SocketRule> read() {
        if (values.all(JobKey.SOCKET).isEmpty()) {
            values.refuse(JobKey.SOCKET_ACCEPT, true, "without socket");
            values.refuse(JobKey.SOCKET_MAX_CONNECTIONS, true, "without socket");
            return Optional.empty();
        }
        Optional<ListenAddress> address = values.get(JobKey.SOCKET, ListenAddress.class);
        boolean accept = values.get(JobKey.SOCKET_ACCEPT, Boolean.class, false);
        int most = values.get(JobKey.SOCKET_MAX_CONNECTIONS, Integer.class, MAX_CONNECTIONS);
        if (accept) {
            refuseWhatIsOfOneProcess();
        } else {
            values.refuse(JobKey.SOCKET_MAX_CONNECTIONS, true, "without socket.accept=true");
        }
        return address.isPresent() ? Optional.of(new SocketRule(address.get(), accept, most)) : Optional.empty();
    }

    private void refuseWhatIsOfOneProcess() {
        String why = "cannot go with socket.accept=true, where each connection has a process of its own";
        if (!values.all(JobKey.PID_FILE).isEmpty()) {
            values.error(JobKey.PID_FILE, why);
        }
        if (values.get(JobKey.STDIN, InputSource.class, InputSource.NOTHING) instanceof InputSource.Pipe) {
            values.error(JobKey.STDIN, why);
        }
        if (values.get(JobKey.STOP_KILL, StopRule.Scope.class, StopRule.Scope.SESSION) == StopRule.Scope.PROCESS) {
            values.error(JobKey.STOP_KILL, why);
        }
        if (values.get(JobKey.ON_SHUTDOWN, StopRule.OnShutdown.class, StopRule.OnShutdown.STOP)
                == StopRule.OnShutdown.LEAVE) {
            values.error(JobKey.ON_SHUTDOWN, "cannot go with socket.accept=true, where the supervisor accepts");
        }
    }
}
