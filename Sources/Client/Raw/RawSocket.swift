internal import CCurl
internal import Wire

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// A connection made by libcurl (TLS included) over which bytes go as they are; belongs to one thread.
struct RawSocket: ~Copyable {
    /// What one attempt to move bytes came to.
    enum Move {
        case bytes(Int)
        case wouldBlock
        case end
        /// With the errno of the socket, or 0.
        case failed(CURLcode, Int32)
    }

    private var easy: Easy
    private let context: Context
    private(set) var descriptor: Int32 = -1

    /// Lets the callbacks of libcurl leave facts behind.
    private final class Context {
        var closing = Closing.plain
        var smallBuffer = false
    }

    init(_ request: ClientRequest, options: CurlClient.Options) throws {
        easy = try Easy()
        context = Context()
        context.smallBuffer = request.behaviour.reading != .eager
        let pointer = Unmanaged.passUnretained(context).toOpaque()
        easy.configure(origin: request.origin, limits: request.limits, options: options)
        easy.set(CURLOPT_CONNECT_ONLY, 1)
        easy.set(openSocket: Self.openSocket)
        easy.set(CURLOPT_OPENSOCKETDATA, pointer: pointer)
        easy.set(closeSocket: Self.closeSocket)
        easy.set(CURLOPT_CLOSESOCKETDATA, pointer: pointer)
    }

    /// Connects; the error holds libcurl's code and the errno.
    mutating func connect() -> (code: CURLcode, systemError: Int32) {
        guard easy.failure == CURLE_OK else { return (easy.failure, 0) }
        let code = curl_easy_perform(easy.handle)
        var socket = curl_socket_t(-1)
        if code == CURLE_OK, ccurl_get_socket(easy.handle, CURLINFO_ACTIVESOCKET, &socket) == CURLE_OK {
            descriptor = socket
        }
        return (code, Int32(easy.long(CURLINFO_OS_ERRNO)))
    }

    var localPort: Int { easy.long(CURLINFO_LOCAL_PORT) }

    var connectNanoseconds: Int64 {
        max(0, easy.offset(CURLINFO_CONNECT_TIME_T) - easy.offset(CURLINFO_NAMELOOKUP_TIME_T)) * 1_000
    }

    /// How the socket goes away when this value does.
    func closes(by mode: Closing) {
        context.closing = mode
    }

    func send(_ bytes: ArraySlice<UInt8>) -> Move {
        var moved = 0
        let code = bytes.withUnsafeBytes { curl_easy_send(easy.handle, $0.baseAddress, $0.count, &moved) }
        return move(code, moved)
    }

    func receive(into buffer: UnsafeMutableRawBufferPointer) -> Move {
        var moved = 0
        let code = curl_easy_recv(easy.handle, buffer.baseAddress, buffer.count, &moved)
        return code == CURLE_OK && moved == 0 ? .end : move(code, moved)
    }

    private func move(_ code: CURLcode, _ count: Int) -> Move {
        switch code {
        case CURLE_OK: .bytes(count)
        case CURLE_AGAIN: .wouldBlock
        default: .failed(code, Int32(easy.long(CURLINFO_OS_ERRNO)))
        }
    }

    /// Waits until the socket may be ready, at most so many milliseconds.
    func wait(reading: Bool, writing: Bool, milliseconds: Int32) {
        let mask = (reading ? POLLIN : 0) | (writing ? POLLOUT : 0)
        var entry = pollfd(fd: descriptor, events: Int16(mask), revents: 0)
        _ = poll(&entry, mask == 0 ? 0 : 1, milliseconds)
    }

    private static let openSocket: curl_opensocket_callback = { context, _, address in
        let made = LoopCallbacks.open(address)
        guard made >= 0, let context else { return made }
        if Unmanaged<Context>.fromOpaque(context).takeUnretainedValue().smallBuffer { LoopCallbacks.shrink(made) }
        return made
    }

    private static let closeSocket: ccurl_closesocket_callback = { context, socket in
        let mode = context.map { Unmanaged<Context>.fromOpaque($0).takeUnretainedValue().closing } ?? .plain
        return mode.close(socket)
    }
}
