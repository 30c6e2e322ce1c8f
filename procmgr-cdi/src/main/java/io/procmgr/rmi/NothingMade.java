package io.procmgr.rmi;

import java.io.ObjectInputStream;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.MBeanServer;
import javax.management.ObjectInstance;
import javax.management.ObjectName;
import javax.management.loading.ClassLoaderRepository;

/**
 * The half of an MBean server that is closed to everybody: nobody makes, registers, removes or writes an MBean by a door. These
 * are the ways by which a remote MBean server has been made to run code of others (MLet).
 */
abstract class NothingMade implements MBeanServer {
    private static SecurityException refusal(String what) {
        return new SecurityException("cannot " + what + ": nobody can here");
    }

    @Override
    public final ObjectInstance createMBean(String className, ObjectName name) {
        throw refusal("make an MBean");
    }

    @Override
    public final ObjectInstance createMBean(String className, ObjectName name, ObjectName loaderName) {
        throw refusal("make an MBean");
    }

    @Override
    public final ObjectInstance createMBean(String className, ObjectName name, Object[] values, String[] signature) {
        throw refusal("make an MBean");
    }

    @Override
    public final ObjectInstance createMBean(
            String className, ObjectName name, ObjectName loaderName, Object[] values, String[] signature) {
        throw refusal("make an MBean");
    }

    @Override
    public final ObjectInstance registerMBean(Object object, ObjectName name) {
        throw refusal("register an MBean");
    }

    @Override
    public final void unregisterMBean(ObjectName name) {
        throw refusal("unregister an MBean");
    }

    @Override
    public final Object instantiate(String className) {
        throw refusal("make an object");
    }

    @Override
    public final Object instantiate(String className, ObjectName loaderName) {
        throw refusal("make an object");
    }

    @Override
    public final Object instantiate(String className, Object[] values, String[] signature) {
        throw refusal("make an object");
    }

    @Override
    public final Object instantiate(String className, ObjectName loaderName, Object[] values, String[] signature) {
        throw refusal("make an object");
    }

    @Override
    @Deprecated
    public final ObjectInputStream deserialize(ObjectName name, byte[] data) {
        throw refusal("read an object");
    }

    @Override
    @Deprecated
    public final ObjectInputStream deserialize(String className, byte[] data) {
        throw refusal("read an object");
    }

    @Override
    @Deprecated
    public final ObjectInputStream deserialize(String className, ObjectName loaderName, byte[] data) {
        throw refusal("read an object");
    }

    @Override
    public final ClassLoader getClassLoader(ObjectName loaderName) {
        throw refusal("use a class loader");
    }

    @Override
    public final void setAttribute(ObjectName name, Attribute attribute) {
        throw refusal("write an attribute");
    }

    @Override
    public final AttributeList setAttributes(ObjectName name, AttributeList attributes) {
        throw refusal("write an attribute");
    }

    /** Parameters are of the JDK's classes alone, and need no other loader. */
    @Override
    public final ClassLoader getClassLoaderFor(ObjectName mbeanName) {
        return ClassLoader.getPlatformClassLoader();
    }

    /** The same. */
    @Override
    public final ClassLoaderRepository getClassLoaderRepository() {
        return PlatformLoader.INSTANCE;
    }

    private enum PlatformLoader implements ClassLoaderRepository {
        INSTANCE;

        @Override
        public Class<?> loadClass(String className) throws ClassNotFoundException {
            return Class.forName(className, false, ClassLoader.getPlatformClassLoader());
        }

        @Override
        public Class<?> loadClassWithout(ClassLoader exclude, String className) throws ClassNotFoundException {
            return loadClass(className);
        }

        @Override
        public Class<?> loadClassBefore(ClassLoader stop, String className) throws ClassNotFoundException {
            return loadClass(className);
        }
    }
}
