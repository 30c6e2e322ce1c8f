package io.procmgr.sample;

import io.procmgr.cdi.Job;
import io.procmgr.cdi.SupervisedProcess;
import io.procmgr.cdi.Supervisor;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;

/**
 * Shows the processes and restarts them. An application of yours protects such a page as it does all that only some may see,
 * by a security constraint in its {@code web.xml} for instance.
 */
@WebServlet({"", "/restart"})
public class ProcessesServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    transient Supervisor supervisor;

    @Inject
    @Job("clock")
    transient SupervisedProcess clock;

    @Inject
    transient History history;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/html; charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        PrintWriter out = response.getWriter();
        out.print("<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\"><title>Processes</title>"
                + "<style>body{font:1rem/1.5 sans-serif;margin:2rem}td,th{padding:.2rem .8rem;text-align:left}</style>"
                + "<h1>Processes</h1><table><tr><th>name<th>state<th>pid<th>");
        String token = FormToken.of(request.getSession());
        for (SupervisedProcess process : supervisor.processes()) {
            Row.of(process.status()).print(out, request.getContextPath(), token);
        }
        out.print("</table><h2>The clock says</h2><pre>");
        clock.tail(1).forEach(line -> out.print(Html.text(line)));
        out.print("</pre><h2>History</h2><ul>");
        history.lines().forEach(line -> out.print("<li>" + Html.text(line)));
        out.print("</ul></html>");
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!FormToken.isIn(request)) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN, "the form is not of this session");
            return;
        }
        String name = request.getParameter("name");
        try {
            supervisor.process(name == null ? "" : name).restart();
            response.sendRedirect(request.getContextPath() + "/");
        } catch (IllegalArgumentException e) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND, e.getMessage());
        }
    }
}
