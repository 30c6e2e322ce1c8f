/**
 * What is shown to people: tables, colours, a screen that is drawn anew, questions. Knows nothing of jobs; all text that comes
 * from elsewhere is made printable here.
 */
package io.procmgr.terminal;
