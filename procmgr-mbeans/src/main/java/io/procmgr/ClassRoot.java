package io.procmgr;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the classes of an application lie, as the place of one of them tells: by {@code file:}, by an archive with names behind
 * {@code !/} ({@code jar:} of the JDK, {@code wsjar:} of Liberty, {@code war:} of Tomcat), or by {@code vfs:} of WildFly.
 *
 * @param url of the class
 * @param resource its name, as {@code com/acme/Main.class}
 */
record ClassRoot(URL url, String resource) {
    private static final String INSIDE = "!/";
    private static final String WEB_INF_INSIDE = "/WEB-INF/";
    private static final Path WEB_INF = Path.of("WEB-INF");

    /** The web application that the class is part of; empty if it is part of none. */
    Optional<ApplicationFiles> webApplication() throws IOException {
        if (url.getProtocol().equals("vfs")) {
            return webInf(virtualPlace()).map(ApplicationFiles::ofDirectory);
        }
        Optional<Path> place = place();
        if (place.isEmpty()) {
            return Optional.empty();
        }
        return isInside("WEB-INF/")
                ? place.map(ApplicationFiles::ofArchive)
                : webInf(place.get()).map(ApplicationFiles::ofDirectory);
    }

    /** The directory or jar of the class, if that is a file; empty if it lies inside another archive. */
    Optional<Path> file() throws IOException {
        int inside = text().indexOf(INSIDE);
        boolean nested =
                inside >= 0 && !text().substring(inside + INSIDE.length()).equals(resource);
        return url.getProtocol().equals("vfs") || nested ? Optional.empty() : place();
    }

    private boolean isInside(String directory) {
        int inside = text().indexOf(INSIDE);
        return inside >= 0 && text().startsWith(directory, inside + INSIDE.length());
    }

    private String text() {
        // war:file:/app.war*/WEB-INF/classes is Tomcat's own form
        return url.toString().replace("*/", INSIDE).replace("^/", INSIDE);
    }

    /** The outermost archive, or the directory above the packages. */
    private Optional<Path> place() {
        String text = text();
        int file = text.indexOf("file:");
        int inside = text.indexOf(INSIDE);
        if (file < 0) {
            return Optional.empty();
        }
        String place =
                inside >= 0 ? text.substring(file, inside) : text.substring(file, text.length() - resource.length());
        try {
            return Optional.of(Path.of(new URI(place.replace(" ", "%20")))).filter(Files::exists);
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Path> webInf(Path place) {
        for (Path above = place; above != null; above = above.getParent()) {
            if (WEB_INF.equals(above.getFileName())) {
                return Optional.of(above);
            }
        }
        return Optional.empty();
    }

    /**
     * A file of WildFly's virtual file system lies in a real directory, of which only the server knows the place: a web
     * application is unpacked. The connection gives the virtual file of a directory; of a class it gives the bytes.
     */
    private Path virtualPlace() throws IOException {
        String text = url.toString();
        int inside = text.indexOf(WEB_INF_INSIDE);
        if (inside < 0) {
            return Path.of("/");
        }
        URL webInf = new URL(url, text.substring(0, inside + WEB_INF_INSIDE.length() - 1));
        try {
            return Path.of(call(webInf.openConnection().getContent(), "getPhysicalFile")
                    .toString());
        } catch (ReflectiveOperationException e) {
            Throwable why = e instanceof InvocationTargetException ? e.getCause() : e;
            throw new IOException("cannot find the file of " + url + ": " + why, e);
        }
    }

    private static Object call(Object virtualFile, String method) throws ReflectiveOperationException {
        return virtualFile.getClass().getMethod(method).invoke(virtualFile);
    }
}
