import Glibc

/// What can be told of a host by its name alone.
package enum HostName {
    package static func isLoopback(_ host: String) -> Bool {
        if host == "localhost" || host.hasSuffix(".localhost") { return true }
        guard let bytes = addressBytes(host) else { return false }
        return isLoopback(bytes)
    }

    /// Whether the host is this machine or one of a private network: nothing that a service may send us to.
    package static func isPrivate(_ host: String) -> Bool {
        let host = host.lowercased()
        if isLoopback(host) { return true }
        guard let bytes = addressBytes(host) else {
            // A name without a dot, or of a domain that only local networks have.
            return !host.contains(".") || [".local", ".internal", ".lan", ".home.arpa"].contains { host.hasSuffix($0) }
        }
        return isPrivate(bytes)
    }

    /// The same of an address that a connection is about to be made to; `true` for kinds that are not the internet's.
    static func isPrivate(_ address: UnsafePointer<sockaddr>) -> Bool {
        let raw = UnsafeRawPointer(address)
        switch Int32(address.pointee.sa_family) {
        case AF_INET:
            return isPrivate(withUnsafeBytes(of: raw.loadUnaligned(as: sockaddr_in.self).sin_addr, Array.init))
        case AF_INET6:
            return isPrivate(withUnsafeBytes(of: raw.loadUnaligned(as: sockaddr_in6.self).sin6_addr, Array.init))
        default: return true
        }
    }

    private static func isPrivate(_ bytes: [UInt8]) -> Bool {
        if isLoopback(bytes) { return true }
        if bytes.count == 4 {
            switch (bytes[0], bytes[1]) {
            case (0, _), (10, _), (172, 16...31), (192, 168), (169, 254), (100, 64...127), (224..., _): return true
            default: return false
            }
        }
        if let mapped = mapped(bytes) { return isPrivate(mapped) }
        // Unspecified, unique local, link-local, multicast.
        return bytes.allSatisfy { $0 == 0 } || bytes[0] & 0xFE == 0xFC || bytes[0] == 0xFF
            || (bytes[0] == 0xFE && bytes[1] & 0xC0 == 0x80)
    }

    private static func isLoopback(_ bytes: [UInt8]) -> Bool {
        if bytes.count == 4 { return bytes[0] == 127 }
        if let mapped = mapped(bytes) { return isLoopback(mapped) }
        return bytes.dropLast().allSatisfy { $0 == 0 } && bytes.last == 1
    }

    /// The IPv4 address that an IPv6 address may hold.
    private static func mapped(_ bytes: [UInt8]) -> [UInt8]? {
        guard bytes.count == 16, bytes[0..<10].allSatisfy({ $0 == 0 }), bytes[10] == 0xFF, bytes[11] == 0xFF else {
            return nil
        }
        return Array(bytes[12...])
    }

    /// The bytes of an address that is written out, in network order.
    static func addressBytes(_ host: String) -> [UInt8]? {
        var v4 = in_addr()
        if inet_pton(AF_INET, host, &v4) == 1 { return withUnsafeBytes(of: v4, Array.init) }
        var v6 = in6_addr()
        // An interface may follow: "fe80::1%eth0".
        let address = host.prefix { $0 != "%" }
        if inet_pton(AF_INET6, String(address), &v6) == 1 { return withUnsafeBytes(of: v6, Array.init) }
        return nil
    }
}
