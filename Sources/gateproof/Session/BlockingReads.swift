internal import Foundation
internal import Wire

/// Nanoseconds from send to first read as a blocking socket sees them: the truth that the client is held to.
struct BlockingReads {
    var port: Int
    /// The request, head and body, and where the sixteen digits of its marker stand.
    var bytes: [UInt8]
    var place: Int

    /// So many connections at a time, each on a thread of its own; by request, the first of each connection left out.
    func times(connections: Int, each count: Int) async -> [UInt64: Int64] {
        await withTaskGroup(of: [UInt64: Int64].self) { group in
            for index in 0..<connections {
                group.addTask {
                    await withCheckedContinuation { continuation in
                        Thread {
                            // Spread over the 100 ms that the provider waits, as the client's connections are.
                            Thread.sleep(forTimeInterval: 0.1 * Double(index) / Double(connections))
                            continuation.resume(returning: connection(first: UInt64(index * count + 1), count) ?? [:])
                        }.start()
                    }
                }
            }
            return await group.reduce(into: [:]) { all, some in all.merge(some) { first, _ in first } }
        }
    }

    /// Nil when the connection broke.
    private func connection(first: UInt64, _ count: Int) -> [UInt64: Int64]? {
        guard let socket = open() else { return nil }
        defer { close(socket) }
        var times: [UInt64: Int64] = [:]
        var request = bytes
        var answer = [UInt8](repeating: 0, count: 64 << 10)
        for nonce in first..<(first + UInt64(count)) {
            request.withUnsafeMutableBufferPointer { BenchDirector.write(nonce, into: $0, at: place) }
            let sent = Instant.now().nanoseconds
            guard send(socket, request, request.count, 0) == request.count else { return nil }
            var length = recv(socket, &answer, answer.count, 0)
            let read = Instant.now().nanoseconds
            while length > 0, !answer[..<length].suffix(5).elementsEqual(Array("0\r\n\r\n".utf8)) {
                length = recv(socket, &answer, answer.count, 0)
            }
            guard length > 0 else { return nil }
            if nonce > first { times[nonce] = read - sent }
        }
        return times
    }

    private func open() -> Int32? {
        #if canImport(Glibc)
            let made = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
            let made = socket(AF_INET, SOCK_STREAM, 0)
        #endif
        guard made >= 0 else { return nil }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(clamping: port)).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(made, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else {
            close(made)
            return nil
        }
        return made
    }
}
