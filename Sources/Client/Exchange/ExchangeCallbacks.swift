internal import CCurl
internal import Wire

/// The C functions through which libcurl reaches a recorded exchange; each reads the clock first.
enum ExchangeCallbacks {
    /// A result that no callback can mean as a count of bytes.
    private static let giveUp = 0xFFFF_FFFF
    private static let pause = 0x1000_0001

    private static func transfer(_ context: UnsafeMutableRawPointer?) -> ExchangeTransfer? {
        context.map { Unmanaged<ExchangeTransfer>.fromOpaque($0).takeUnretainedValue() }
    }

    static let header: curl_write_callback = { bytes, size, count, context in
        let now = Instant.now()
        let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
        return transfer(context)?.received(line: line, at: now) == true ? line.count : giveUp
    }

    static let write: curl_write_callback = { bytes, size, count, context in
        let now = Instant.now()
        return transfer(context)?.accepted(bytes: size * count, at: now) == true ? size * count : giveUp
    }

    static let read: curl_write_callback = { bytes, size, count, context in
        let now = Instant.now()
        let buffer = UnsafeMutableRawBufferPointer(start: bytes, count: size * count)
        return transfer(context)?.nextUpload(into: buffer, at: now) ?? pause
    }

    /// Libcurl shows here the bytes of every read, those beyond the announced length included.
    static let debug: curl_debug_callback = { _, kind, bytes, size, context in
        let now = Instant.now()
        let data = UnsafeRawBufferPointer(start: bytes, count: size)
        switch kind {
        case CURLINFO_DATA_IN: transfer(context)?.received(body: data, at: now)
        case CURLINFO_HEADER_OUT: transfer(context)?.sent(head: data)
        default: break
        }
        return 0
    }

    static let prereq: ccurl_prereq_callback = { context, _, _, _, localPort in
        let now = Instant.now()
        return transfer(context)?.prepared(localPort: Int(localPort), at: now) == true
            ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
    }

    static let openSocket: curl_opensocket_callback = { context, _, address in
        guard let transfer = transfer(context), transfer.mayConnect else { return curl_socket_t(-1) }
        let socket = LoopCallbacks.open(address)
        guard socket >= 0 else { return socket }
        transfer.loop.opened(socket)
        if transfer.request.behaviour.reading != .eager { LoopCallbacks.shrink(socket) }
        return socket
    }
}
