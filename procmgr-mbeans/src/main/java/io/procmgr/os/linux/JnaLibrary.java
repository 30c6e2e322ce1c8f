package io.procmgr.os.linux;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * JNA in the class loader of an application: where it unpacks its library, and how its thread ends with the application. What
 * it reads are system properties of the whole JVM, in static initialisers, so they are set around its first use alone.
 */
public final class JnaLibrary {
    private static final String UNPACK_INTO = "jna.tmpdir";
    private static final String LIBRARY_PATH = "jna.platform.library.path";
    private static final String UNPACKED = "jnidispatch.path";
    private static final String LOADED = "jna.loaded";
    private static final String CLEANER = "JNA Cleaner";
    private static final long END_MILLIS = 2_000;

    /** The same object in all class loaders of this JVM, each of which may have a JNA of its own. */
    private static final String JVM_WIDE_LOCK = "procmgr.jna".intern();

    private static final List<Class<?>> BOUND = new ArrayList<>();
    private static int users;
    private static boolean released;

    private JnaLibrary() {}

    /**
     * Loads JNA, unless it has been loaded; its library is unpacked into that directory, and removed once it is loaded. What
     * the system properties say of it counts more.
     *
     * @param directory made if need be, and removed if it is empty then
     * @throws LinkageError if JNA is not there or cannot be loaded
     */
    public static void load(Path directory) {
        synchronized (JVM_WIDE_LOCK) {
            Map<String, String> before = new HashMap<>();
            for (String name : new String[] {UNPACK_INTO, LIBRARY_PATH, UNPACKED, LOADED}) {
                before.put(name, System.getProperty(name));
            }
            try {
                setUnlessSet(UNPACK_INTO, directory.toString());
                // else it runs ldconfig to find libraries that we do not need
                setUnlessSet(LIBRARY_PATH, "/");
                NativeLibrary.getProcess();
            } finally {
                before.forEach(JnaLibrary::restore);
                removeIfEmpty(directory);
            }
        }
    }

    private static void setUnlessSet(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }

    private static void restore(String name, String value) {
        if (value == null) {
            System.clearProperty(name);
        } else {
            System.setProperty(name, value);
        }
    }

    private static void removeIfEmpty(Path directory) {
        try {
            Files.deleteIfExists(directory);
        } catch (IOException inUse) {
            // a library that could not be removed lies there: JNA removes it when the JVM ends
            return;
        }
    }

    /** Finds the native methods of a class among the functions that this process has anyway. */
    static void bind(Class<?> natives) {
        synchronized (BOUND) {
            Native.register(natives, NativeLibrary.getProcess());
            BOUND.add(natives);
        }
    }

    /** To be called before calls are made; they can be made until as many have called {@link #end}. */
    public static void begin() {
        synchronized (BOUND) {
            users++;
            if (released) {
                released = false;
                BOUND.forEach(natives -> Native.register(natives, NativeLibrary.getProcess()));
            }
        }
    }

    /** The caller makes no more calls, but others do, or nothing was loaded. */
    public static void end() {
        synchronized (BOUND) {
            users--;
        }
    }

    /**
     * The caller makes no more calls. What holds on to the class loader of an application for as long as the JVM lives is given
     * up once nobody makes any: the native methods, and the thread that JNA has for what is garbage, of which we leave none.
     * Nothing happens where JNA is the JVM's own.
     *
     * @param quiet whether no thread is in a call, which must not be taken away then
     */
    public static void end(BooleanSupplier quiet) {
        synchronized (BOUND) {
            users--;
            if (users == 0 && !BOUND.isEmpty() && isOfAnApplication() && quiet.getAsBoolean()) {
                BOUND.forEach(Native::unregister);
                released = true;
                endThread();
            }
        }
    }

    private static boolean isOfAnApplication() {
        ClassLoader ours = JnaLibrary.class.getClassLoader();
        return ours != ClassLoader.getSystemClassLoader() && Native.class.getClassLoader() == ours;
    }

    private static void endThread() {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals(CLEANER)
                    && thread.getClass().getClassLoader() == JnaLibrary.class.getClassLoader()) {
                thread.interrupt();
                try {
                    thread.join(END_MILLIS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
