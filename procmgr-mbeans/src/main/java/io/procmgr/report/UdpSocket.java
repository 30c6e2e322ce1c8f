package io.procmgr.report;

import io.procmgr.job.UdpLine;
import io.procmgr.job.UdpLine.Use;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.DatagramChannel;
import java.util.Optional;

/**
 * The open socket of one line.
 *
 * @param channel bound, for a line that listens
 * @param peer where reports go, or where it listens
 * @param host what a report adds to the name of the host: nothing, or the address of an interface
 */
record UdpSocket(UdpLine line, DatagramChannel channel, InetSocketAddress peer, String host) implements AutoCloseable {
    /**
     * Opens it.
     *
     * @param sealed whether datagrams are sealed by a shared secret: without, none leave this host or come from others
     * @throws IOException if it cannot be used; the message says why, as one that follows the option
     */
    static UdpSocket open(UdpLine line, boolean sealed) throws IOException {
        InetAddress address = address(line.host());
        if (!sealed && !address.isLoopbackAddress()) {
            throw new IOException("is not on the loopback interface, and datagrams to or from other hosts need a shared"
                    + " secret: see --report-secret");
        }
        Optional<NetworkInterface> card = networkInterface(line);
        DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
        try {
            channel.configureBlocking(false);
            return line.use() == Use.LISTEN
                    ? listen(line, channel, address, card)
                    : report(line, channel, address, card);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static UdpSocket listen(
            UdpLine line, DatagramChannel channel, InetAddress address, Optional<NetworkInterface> card)
            throws IOException {
        if (address.isMulticastAddress() != card.isPresent()) {
            throw new IOException(
                    card.isPresent()
                            ? "names an interface, which only a multicast address needs"
                            : "is a multicast address, which needs an @INTERFACE");
        }
        if (card.isPresent()) {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        }
        try {
            channel.bind(new InetSocketAddress(address, line.port()));
        } catch (BindException e) {
            throw new IOException("cannot be bound: " + e.getMessage(), e);
        }
        if (card.isPresent()) {
            channel.join(address, card.get());
        }
        return new UdpSocket(line, channel, (InetSocketAddress) channel.getLocalAddress(), "");
    }

    private static UdpSocket report(
            UdpLine line, DatagramChannel channel, InetAddress address, Optional<NetworkInterface> card)
            throws IOException {
        if (line.port() == 0) {
            throw new IOException("must have a port from 1 to 65535");
        }
        String host = "";
        if (card.isPresent()) {
            InetAddress own = card.get()
                    .inetAddresses()
                    .filter(Inet4Address.class::isInstance)
                    .findFirst()
                    .orElseThrow(() -> new IOException("names an interface without an IPv4 address"));
            channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, card.get());
            host = " " + own.getHostAddress();
        }
        return new UdpSocket(line, channel, new InetSocketAddress(address, line.port()), host);
    }

    private static InetAddress address(String host) throws IOException {
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (address instanceof Inet4Address) {
                    return address;
                }
            }
            throw new IOException("has no IPv4 address");
        } catch (UnknownHostException e) {
            throw new IOException("names a host that is not known", e);
        }
    }

    private static Optional<NetworkInterface> networkInterface(UdpLine line) throws IOException {
        if (line.networkInterface().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Optional.ofNullable(
                        NetworkInterface.getByName(line.networkInterface().get()))
                .orElseThrow(() -> new IOException("names an interface that this host has not")));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
