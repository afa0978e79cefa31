import Wire

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A blocking loopback socket: no more HTTP than the test writes itself.
final class RawClient {
    enum End: Equatable {
        case fin, reset, timedOut, refused
    }

    private var descriptor: Int32 = -1
    private(set) var isRefused = false

    init(port: Int) {
        #if canImport(Glibc)
            descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
            descriptor = socket(AF_INET, SOCK_STREAM, 0)
        #endif
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(port)).bigEndian
        address.sin_addr = in_addr(s_addr: UInt32(0x7F00_0001).bigEndian)
        let status = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        isRefused = status != 0
    }

    deinit {
        close()
    }

    func close() {
        if descriptor >= 0 {
            #if canImport(Glibc)
                _ = Glibc.close(descriptor)
            #else
                _ = Darwin.close(descriptor)
            #endif
        }
        descriptor = -1
    }

    /// Closes with RST.
    func abort() {
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
        close()
    }

    func send(_ text: String) {
        send(Array(text.utf8))
    }

    func send(_ bytes: [UInt8]) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes { write($0) }
            if count <= 0 { return }
            sent += count
        }
    }

    private func write(_ bytes: UnsafeRawBufferPointer) -> Int {
        #if canImport(Glibc)
            Glibc.send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
        #else
            Darwin.send(descriptor, bytes.baseAddress, bytes.count, 0)
        #endif
    }

    /// Reads until `enough` says so or the connection ends; `timeout` only bounds a failing test.
    func read(
        timeout milliseconds: Int32 = 5000, until enough: ([UInt8]) -> Bool = { _ in false }
    ) -> (bytes: [UInt8], end: End?) {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while !enough(bytes) {
            var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&entry, 1, milliseconds) > 0 else { return (bytes, .timedOut) }
            let count = recv(descriptor, &buffer, buffer.count, 0)
            if count == 0 { return (bytes, .fin) }
            if count < 0 { return (bytes, .reset) }
            bytes.append(contentsOf: buffer[..<count])
        }
        return (bytes, nil)
    }

    /// Reads text until it ends with `suffix` or the connection ends.
    func text(endingWith suffix: String) -> String {
        let end = Array(suffix.utf8)
        return String(decoding: read { $0.suffix(end.count) == end[...] }.bytes, as: UTF8.self)
    }

    /// A chat request whose text holds the marker.
    static func request(_ marker: String, path: String = "/v1/chat/completions", extra: String = "") -> String {
        let body = #"{"model":"gp-primary","messages":[{"role":"user","content":"Say it. \#(marker)"}]}"#
        return "POST \(path) HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n\(extra)"
            + "content-length: \(body.utf8.count)\r\n\r\n\(body)"
    }
}
