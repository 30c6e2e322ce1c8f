package io.procmgr.os;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Where the system goes to find a file: the directories that hold it or a symbolic link on the way, each with the names
 * that matter there. Where the way ends early, the last directory that exists and the name that is missing. Where it ends
 * at a directory, every name in it.
 */
final class PathTrail {
    /** Stands for all names of a directory; no file has this one. */
    static final String EVERY_NAME = "";

    /** A trail may change while it is registered; one that changes so often will be seen again by its events. */
    private static final int REGISTRATIONS = 10;

    /** As the kernel's own limit. */
    private static final int MOST_LINKS = 40;

    private PathTrail() {}

    static Map<Path, Set<String>> of(Collection<Path> files) {
        Map<Path, Set<String>> trail = new HashMap<>();
        files.forEach(file -> follow(file, trail));
        return trail;
    }

    /** Registers the trail of these files, and again as long as it changes meanwhile. */
    static <T> T register(Collection<Path> files, Function<Map<Path, Set<String>>, T> registration) {
        Map<Path, Set<String>> trail = of(files);
        T registered = registration.apply(trail);
        for (int round = 1; round < REGISTRATIONS; round++) {
            Map<Path, Set<String>> after = of(files);
            if (after.equals(trail)) {
                break;
            }
            trail = after;
            registered = registration.apply(trail);
        }
        return registered;
    }

    /** How each file looks from outside; equal as long as nobody touched it. */
    static Map<Path, String> looks(Collection<Path> files) {
        Map<Path, String> looks = new HashMap<>();
        files.forEach(file -> looks.put(file, look(file)));
        return looks;
    }

    private static void follow(Path file, Map<Path, Set<String>> trail) {
        Deque<String> ahead = new ArrayDeque<>();
        push(file, ahead);
        Path at = file.getRoot();
        int links = 0;
        while (!ahead.isEmpty()) {
            String name = ahead.pop();
            Path next = at.resolve(name);
            if (name.equals("..")) {
                at = at.getParent() == null ? at : at.getParent();
            } else if (Files.isSymbolicLink(next)) {
                note(trail, at, name);
                links++;
                Path target = target(next);
                if (links > MOST_LINKS || target == null) {
                    return;
                }
                at = target.isAbsolute() ? target.getRoot() : at;
                push(target, ahead);
            } else if (ahead.isEmpty() || !Files.exists(next, LinkOption.NOFOLLOW_LINKS)) {
                note(trail, at, name);
                if (Files.isDirectory(next)) {
                    note(trail, next, EVERY_NAME);
                }
                return;
            } else {
                at = name.equals(".") ? at : next;
            }
        }
    }

    private static void push(Path path, Deque<String> ahead) {
        for (int i = path.getNameCount() - 1; i >= 0; i--) {
            ahead.push(path.getName(i).toString());
        }
    }

    private static void note(Map<Path, Set<String>> trail, Path directory, String name) {
        trail.computeIfAbsent(directory, none -> new TreeSet<>()).add(name);
    }

    /** Null if it has been replaced since. */
    private static Path target(Path link) {
        try {
            return Files.readSymbolicLink(link);
        } catch (IOException e) {
            return null;
        }
    }

    private static String look(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.fileKey() + " " + attributes.size() + " " + attributes.lastModifiedTime();
        } catch (IOException e) {
            return "absent";
        }
    }
}
