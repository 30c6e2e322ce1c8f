package io.procmgr.state;

import io.procmgr.job.Instances;
import io.procmgr.job.JobName;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Keeps which instances of templates there are: a line for each, its name as in file names. Replaced as a whole. */
public final class InstanceFile {
    private final Path path;

    /** A file that need not be there. */
    public InstanceFile(Path path) {
        this.path = path;
    }

    /**
     * What was written last; nothing if nothing was. A line that is no instance's name costs that instance.
     *
     * @throws IOException if it is there and cannot be read
     */
    public Instances read() throws IOException {
        String text;
        try {
            text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
        } catch (NoSuchFileException none) {
            return Instances.NONE;
        }
        Set<JobName> names = new LinkedHashSet<>();
        for (String line : text.split("\n")) {
            Optional<JobName> name = JobName.ofEncoded(line);
            if (name.isPresent() && name.get().instance().isPresent()) {
                names.add(name.get());
            } else if (!line.isEmpty()) {
                System.getLogger("procmgr")
                        .log(Level.WARNING, "procmgr cannot read a line of " + path + ": it names no instance");
            }
        }
        return new Instances(names);
    }

    /**
     * Replaces it, so that it outlives a failure of power.
     *
     * @throws IOException if it cannot be written; what was written before is still there
     */
    public void write(Instances instances) throws IOException {
        StringBuilder text = new StringBuilder();
        for (JobName name : instances.names()) {
            text.append(name.encoded()).append('\n');
        }
        try (JournalFile file = new JournalFile(path)) {
            file.replace(text.toString(), true);
        }
    }
}
