package io.procmgr.os;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Files that nobody else can open as long as this is: a process has a lease of each and, when asked to give it up, does not
 * listen ({@code man 2 fcntl}, F_SETLEASE). The kernel takes it away after {@code /proc/sys/fs/lease-break-time}, 45 s.
 */
final class FileLease implements AutoCloseable {
    private static final String HOLDER = """
            $SIG{IO} = 'IGNORE'; $| = 1;
            for (@ARGV) {
                open(my $file, '>>', $_) or die "$_: $!";
                fcntl($file, 1024, 1) or die "lease: $!";
                push @held, $file;
            }
            print "held\\n";
            <STDIN>;
            """;

    private final Process holder;

    private FileLease(Process holder) {
        this.holder = holder;
    }

    /** Makes the files if need be, and takes them. */
    static FileLease of(Path... files) throws IOException {
        List<String> command = new ArrayList<>(List.of("perl", "-e", HOLDER));
        for (Path file : files) {
            command.add(file.toString());
        }
        Process holder = new ProcessBuilder(command).redirectErrorStream(true).start();
        BufferedReader told = holder.inputReader();
        String first = told.readLine();
        if (!"held".equals(first)) {
            holder.destroyForcibly();
        }
        assumeTrue("held".equals(first), "needs perl, and leases on this file system: " + first);
        return new FileLease(holder);
    }

    /** Gives them up. */
    @Override
    public void close() throws IOException {
        holder.outputWriter().close();
        holder.inputReader().close();
        holder.onExit().join();
    }
}
