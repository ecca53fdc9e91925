import Glibc
package import NIOCore

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

    package static func isPrivate(_ address: SocketAddress) -> Bool {
        bytes(of: address).map(isPrivate) ?? true
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

    static func addressBytes(_ host: String) -> [UInt8]? {
        (try? SocketAddress(ipAddress: host, port: 0)).flatMap(bytes)
    }

    private static func bytes(of address: SocketAddress) -> [UInt8]? {
        switch address {
        case .v4(let address): withUnsafeBytes(of: address.address.sin_addr) { Array($0) }
        case .v6(let address): withUnsafeBytes(of: address.address.sin6_addr) { Array($0) }
        case .unixDomainSocket: nil
        }
    }
}
