package io.procmgr.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.procmgr.job.JobName;
import io.procmgr.job.ListenAddress;
import io.procmgr.job.Signal;
import io.procmgr.job.StopRule;
import io.procmgr.supervise.RunningProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sockets that the supervisor listens on: given to the job's process, or connection by connection to many. */
class NativeSocketTest extends LauncherContract {
    private static final JobName JOB = new JobName("job");

    /** Serves one connection after the other on descriptor 3. */
    private static final String SERVER = "open(S, '+<&=3') or die $!; $| = 1; print qq(up\\n);"
            + " while (accept(C, S)) { print C qq($$ $ENV{LISTEN_PID} $ENV{LISTEN_FDS}\\n); close C }";

    private static final String ANSWER = "read -r line <&3; echo pid $$ $LISTEN_PID $line $REMOTE_ADDR >&3";

    private ListenAddress.Tcp address;

    @Override
    Engine open() throws IOException {
        return new NativeEngine();
    }

    @BeforeEach
    void findPort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            address = new ListenAddress.Tcp("127.0.0.1", free.getLocalPort());
        }
    }

    private Request server() {
        return new Request(directory, "perl", "-e", SERVER).socket(address, false, 1);
    }

    private Request answering(String script, int most) {
        return Request.sh(directory, script).socket(address, true, most);
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(address.host(), address.port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static String line(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)).readLine();
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write((text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theProcessGetsTheListeningSocketWithTheVariablesOfSystemd() throws IOException {
        long pid = launch(server()).awaitLaunched().pid();

        try (Socket client = connect()) {
            assertThat(line(client)).isEqualTo(pid + " " + pid + " 1");
        }
    }

    @Test
    void theProcessGetsThatOneDescriptorAndNoOther() {
        Request request = new Request(directory, "ls", "/proc/self/fd").socket(address, false, 1);

        // the fifth is the directory that ls reads
        assertThat(outputOf(request).lines()).containsExactly("0", "1", "2", "3", "4");
    }

    @Test
    void betweenTwoRunsConnectionsWait() throws IOException {
        RecordingListener first = launch(server());
        first.awaitLaunched().signal(Signal.KILL, StopRule.Scope.SESSION);
        first.awaitExited();

        try (Socket client = connect()) {
            long pid = launch(server()).awaitLaunched().pid();
            assertThat(line(client)).startsWith(pid + " ");
        }
    }

    @Test
    void aJobAtRestDoesNotListen() throws IOException {
        RecordingListener listener = launch(server());
        listener.awaitLaunched().signal(Signal.KILL, StopRule.Scope.SESSION);
        listener.awaitExited();

        launcher().rests(JOB);

        assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
    }

    @Test
    void aPortInUseIsToldAndMayBeTriedAgain() throws IOException {
        try (ServerSocket taken = new ServerSocket(address.port(), 1, InetAddress.getLoopbackAddress())) {
            assertThat(taken.isBound()).isTrue();
            assertThat(launch(server()).awaitFailed())
                    .isEqualTo("cannot listen on " + address + ": Address already in use");
        }
        launch(server()).awaitLaunched();
    }

    @Test
    void anAddressOfAnotherHostIsTold() {
        Request request = new Request(directory, "true").socket(new ListenAddress.Tcp("192.0.2.1", 9999), false, 1);

        assertThat(launch(request).awaitFailed())
                .isEqualTo("cannot listen on 192.0.2.1:9999: Cannot assign requested address");
    }

    @Test
    void anotherAddressReplacesTheSocket() throws IOException {
        RecordingListener first = launch(server());
        first.awaitLaunched().signal(Signal.KILL, StopRule.Scope.SESSION);
        first.awaitExited();
        ListenAddress.Tcp before = address;
        findPort();

        launch(server()).awaitLaunched();

        assertThatThrownBy(() -> new Socket(before.host(), before.port()).close())
                .isInstanceOf(ConnectException.class);
        connect().close();
    }

    @Test
    void aVersion6AddressIsServed() throws IOException {
        Rights.need(Files.exists(Path.of("/proc/net/if_inet6")), "IPv6");
        address = new ListenAddress.Tcp("::1", address.port());
        launch(answering(ANSWER, 5)).awaitLaunched();

        try (Socket client = connect()) {
            say(client, "six");
            assertThat(line(client)).endsWith(" six 0:0:0:0:0:0:0:1");
        }
    }

    // ---- a file

    private String answerOf(Path path) throws IOException {
        try (SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            ByteBuffer answer = ByteBuffer.allocate(100);
            client.read(answer);
            return new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8);
        }
    }

    private Request local(String path) {
        return new Request(directory, "perl", "-e", SERVER).socket(new ListenAddress.Local(Path.of(path)), false, 1);
    }

    @Test
    void aFileIsListenedOnInTheDirectoryOfTheJob() throws IOException {
        long pid = launch(local("./web.sock")).awaitLaunched().pid();

        Path path = directory.resolve("web.sock");
        assertThat(answerOf(path)).startsWith(pid + " ");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-rw----");
    }

    @Test
    void aFileThatNobodyListensOnIsReplacedAndAnyOtherLeftAlone() throws IOException {
        Path stale = directory.resolve("stale");
        ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(stale))
                .close();
        launch(local("./stale")).awaitLaunched();
        assertThat(answerOf(stale)).isNotEmpty();

        Path plain = Files.writeString(directory.resolve("plain"), "precious");
        assertThat(launch(local("./plain")).awaitFailed()).endsWith("plain: something else is there");
        assertThat(Files.readString(plain)).isEqualTo("precious");

        Path used = directory.resolve("used");
        try (ServerSocketChannel other = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            other.bind(UnixDomainSocketAddress.of(used));
            assertThat(launch(local("./used")).awaitFailed()).endsWith("used: another process listens there");
        }
        assertThat(launch(local("./" + "x".repeat(200))).awaitFailed()).contains("at most 107 bytes");
    }

    @Test
    void aFileOfAnotherUserIsMadeWithThatUsersRights() throws IOException {
        Rights.needRoot();
        Path open = Files.createDirectory(directory.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        ListenAddress there = new ListenAddress.Local(Path.of("./sock"));

        launch(new Request(open, "perl", "-e", SERVER).user("nobody").socket(there, false, 1))
                .awaitLaunched();

        assertThat(Files.getOwner(open.resolve("sock")).getName()).isEqualTo("nobody");
        Path closed = Files.createDirectory(directory.resolve("closed"));
        Request refused = new Request(open, "perl", "-e", SERVER)
                .user("nobody")
                .socket(new ListenAddress.Local(closed.resolve("sock")), false, 1);
        assertThat(launch(refused).awaitFailed()).endsWith("Permission denied");
    }

    // ---- accept

    @Test
    void eachConnectionHasAProcessAndASessionOfItsOwn() throws IOException {
        launch(answering(ANSWER + "; exec sleep 1000", 5)).awaitLaunched();

        try (Socket one = connect();
                Socket other = connect()) {
            say(one, "one");
            say(other, "other");
            String[] answer = line(one).split(" ");
            String[] second = line(other).split(" ");

            assertThat(answer[2]).isEqualTo(answer[1]);
            assertThat(answer).endsWith("one", "127.0.0.1");
            assertThat(second).contains("other");
            long pid = Long.parseLong(answer[1]);
            assertThat(process(pid).session()).isEqualTo(pid);
            assertThat(second[1]).isNotEqualTo(answer[1]);
        }
    }

    @Test
    void noMoreConnectionsAreServedAtOnceThanAllowed() throws IOException {
        launch(answering(ANSWER, 2)).awaitLaunched();

        try (Socket one = connect();
                Socket two = connect();
                Socket three = connect()) {
            say(three, "three");
            await().until(() -> processes() == 2);
            assertThat(three.getInputStream().available()).isZero();
            say(one, "one");
            assertThat(line(three)).contains(" three ");
            say(two, "two");
            assertThat(line(two)).contains(" two ");
        }
    }

    /** Those that read from their connection. */
    private long processes() {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().commandLine().orElse("").contains("read -r line <&3"))
                .count();
    }

    @Test
    void theEndOfTheJobIsTheEndOfAllItsConnections() throws IOException {
        RecordingListener listener = launch(answering("echo ready >&3; trap '' TERM; sleep 1000 & wait; wait", 5));
        RunningProcess job = listener.awaitLaunched();
        try (Socket one = connect();
                Socket other = connect()) {
            assertThat(line(one) + line(other)).isEqualTo("readyready");

            job.signal(Signal.TERM, StopRule.Scope.SESSION);
            await().until(() -> listener.told().contains("exited: exit status 0, members left"));
            assertThatThrownBy(() -> {
                        try (Socket late = connect()) {
                            // it waits in the queue of the socket, which is still there for the next run
                            late.setSoTimeout(100);
                            line(late);
                        }
                    })
                    .isInstanceOf(IOException.class);
            job.signal(Signal.KILL, StopRule.Scope.SESSION);

            await().until(() -> listener.told().contains("members gone"));
            assertThat(one.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(alive(job.pid())).isFalse();
    }

    @Test
    void aJobWithoutConnectionsEndsAtOnce() {
        RecordingListener listener = launch(answering(ANSWER, 5));

        listener.awaitLaunched().signal(Signal.TERM, StopRule.Scope.SESSION);

        assertThat(listener.awaitExited()).isEqualTo("exit status 0");
    }

    @Test
    void aSignalForTheProcessReachesThoseThatServe() throws IOException {
        RecordingListener listener =
                launch(answering("trap 'echo hup >&3; exit' HUP; echo up >&3; sleep 1000 & wait", 5));
        RunningProcess job = listener.awaitLaunched();
        try (Socket client = connect()) {
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
            assertThat(lines.readLine()).isEqualTo("up");

            // it may answer before its launch is told
            await().until(() -> {
                job.signal(Signal.HUP, StopRule.Scope.PROCESS);
                return lines.ready();
            });

            assertThat(lines.readLine()).isEqualTo("hup");
        }
        assertThat(listener.told()).containsExactly("launched");
    }

    @Test
    void aProgramThatIsMissingIsToldBeforeAnythingIsAccepted() {
        Request request = new Request(directory, "/nonexistent").socket(address, true, 5);

        assertThat(launch(request).awaitFailed()).isEqualTo("cannot run /nonexistent: it does not exist");
    }
}
