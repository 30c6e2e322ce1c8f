package io.procmgr.http;

import javax.management.ObjectInstance;
import org.jolokia.service.jmx.api.CacheKeyProvider;

/** Lets {@code list} tell the description of a thousand MBeans of one type once, to clients that ask for listCache. */
final class MBeanTypeKey extends CacheKeyProvider {
    MBeanTypeKey() {
        super(10);
    }

    @Override
    public String determineKey(ObjectInstance mbean) {
        return Shown.isOurs(mbean.getObjectName())
                ? Shown.OURS + ":" + mbean.getObjectName().getKeyProperty("type") + ":" + mbean.getClassName()
                : null;
    }
}
