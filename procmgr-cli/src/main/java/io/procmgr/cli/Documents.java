package io.procmgr.cli;

import io.procmgr.ProcMgr;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Writes what goes with the command: {@code completion/procmgr} and {@code man/*.1}. Run by the build. */
public final class Documents {
    private Documents() {}

    /** @param args the directory to write to */
    public static void main(String[] args) throws IOException {
        write(Path.of(args[0]));
    }

    static void write(Path directory) throws IOException {
        CommandLine all = Main.commandLine("");
        Path completion = Files.createDirectories(directory.resolve("completion"));
        Files.writeString(completion.resolve("procmgr"), AutoComplete.bash("procmgr", all));
        List<CommandSpec> commands = new ArrayList<>();
        for (CommandLine command : all.getSubcommands().values()) {
            commands.add(command.getCommandSpec());
        }
        Path man = Files.createDirectories(directory.resolve("man"));
        page(man, all.getCommandSpec(), commands);
        for (CommandSpec command : commands) {
            List<CommandSpec> others = new ArrayList<>(commands);
            others.remove(command);
            others.add(0, all.getCommandSpec());
            page(man, command, others);
        }
    }

    private static void page(Path directory, CommandSpec spec, List<CommandSpec> others) throws IOException {
        Files.writeString(directory.resolve(ManPage.name(spec) + ".1"), ManPage.of(spec, others, ProcMgr.version()));
    }
}
