package io.procmgr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The completion and the man pages that the build ships. */
class DocumentsTest {
    @TempDir
    private Path directory;

    @BeforeEach
    void write() throws IOException {
        Documents.write(directory);
    }

    @Test
    void thereIsAManPageOfEachCommandAndNoLineOfTextIsARequest() throws IOException {
        for (String name : Subcommands.NAMES) {
            String page = Files.readString(directory.resolve("man/procmgr-" + name + ".1"));

            assertThat(page)
                    .contains(".SH \"NAME\"\nprocmgr\\-" + name + " \\- ", ".SH \"OPTIONS\"", ".SH \"EXIT STATUS\"");
            assertThat(page.lines().filter(line -> line.startsWith(".") || line.startsWith("'")))
                    .allSatisfy(line -> assertThat(line).matches("\\.(TH|SH|TP|PP)( .*)?"));
            assertThat(page).doesNotContain("${").isASCII();
        }
        assertThat(Files.readString(directory.resolve("man/procmgr.1"))).contains("procmgr\\-remove");
    }

    @Test
    void bashCompletesCommandsAndOptions() throws Exception {
        Path script = directory.resolve("completion/procmgr");

        assertThat(completed(script, "procmgr", "sta")).isEqualTo("status start");
        assertThat(completed(script, "procmgr", "restart", "--ro")).isEqualTo("--rolling");
        assertThat(completed(script, "procmgr", "top", "--sort", "")).contains("CPU", "MEMORY");
    }

    private static String completed(Path script, String... words) throws Exception {
        String line =
                "bash -c 'compopt() { :; }; . \"$0\"; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); COMP_LINE=\"$*\";"
                        + " COMP_POINT=${#COMP_LINE}; _complete_procmgr; echo ${COMPREPLY[*]}' " + script + " '"
                        + String.join("' '", words) + "'";
        return Shell.outputOf(line).strip();
    }
}
