/** What an application with procmgr sees, the same in every container; brought there by Arquillian. */
package io.procmgr.cdi.contract;
