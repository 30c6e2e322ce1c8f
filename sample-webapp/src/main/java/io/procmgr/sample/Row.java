package io.procmgr.sample;

import io.procmgr.supervise.JobStatus;
import java.io.PrintWriter;

/** One process in the table of the page. */
record Row(String name, String state, String pid) {
    static Row of(JobStatus status) {
        return new Row(
                status.name().value(),
                status.state().name(),
                status.pid().isPresent() ? Long.toString(status.pid().getAsLong()) : "");
    }

    void print(PrintWriter out, String contextPath, String token) {
        out.printf(
                "<tr><td>%s<td>%s<td>%s<td><form method=\"post\" action=\"%s/restart\">"
                        + "<input type=\"hidden\" name=\"token\" value=\"%s\">"
                        + "<button name=\"name\" value=\"%s\">restart</button></form>",
                Html.text(name), state, pid, Html.text(contextPath), token, Html.text(name));
    }
}
