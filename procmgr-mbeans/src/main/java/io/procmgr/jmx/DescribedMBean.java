package io.procmgr.jmx;

import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.NotificationEmitter;
import javax.management.StandardEmitterMBean;

/** An MXBean that shows the descriptions, parameter names and impacts which its interface declares. */
final class DescribedMBean extends StandardEmitterMBean {
    private final InterfaceText text;

    <T> DescribedMBean(T bean, Class<T> type, InterfaceText text, NotificationEmitter emitter) {
        super(bean, type, true, emitter);
        this.text = text;
    }

    @Override
    protected String getDescription(MBeanInfo info) {
        return text.description();
    }

    @Override
    protected String getDescription(MBeanAttributeInfo info) {
        return text.ofAttribute(info.getName());
    }

    @Override
    protected String getDescription(MBeanOperationInfo info) {
        return text.ofOperation(info.getName());
    }

    @Override
    protected String getDescription(MBeanOperationInfo operation, MBeanParameterInfo parameter, int index) {
        return text.ofParameter(operation.getName(), index);
    }

    @Override
    protected String getParameterName(MBeanOperationInfo operation, MBeanParameterInfo parameter, int index) {
        return text.parameterName(operation.getName(), index);
    }

    @Override
    protected int getImpact(MBeanOperationInfo info) {
        return text.isInquiry(info.getName()) ? MBeanOperationInfo.INFO : MBeanOperationInfo.ACTION;
    }
}
