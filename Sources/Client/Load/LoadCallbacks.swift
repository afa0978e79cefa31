internal import CCurl
internal import Wire

/// The C functions through which libcurl reaches a load slot; each reads the clock first and allocates nothing.
enum LoadCallbacks {
    private static let giveUp = 0xFFFF_FFFF

    @inline(__always)
    private static func slot(_ context: UnsafeMutableRawPointer?) -> LoadSlot? {
        context.map { Unmanaged<LoadSlot>.fromOpaque($0).takeUnretainedValue() }
    }

    static let header: curl_write_callback = { bytes, size, count, context in
        let now = Instant.now().nanoseconds
        guard let bytes, let slot = slot(context) else { return giveUp }
        let line = UnsafeRawPointer(bytes).assumingMemoryBound(to: UInt8.self)
        return slot.received(line: line, count: size * count, at: now) ? size * count : giveUp
    }

    static let write: curl_write_callback = { bytes, size, count, context in
        let now = Instant.now().nanoseconds
        guard let bytes, let slot = slot(context) else { return giveUp }
        let body = UnsafeRawPointer(bytes).assumingMemoryBound(to: UInt8.self)
        return slot.received(body: body, count: size * count, at: now) ? size * count : giveUp
    }

    static let prereq: ccurl_prereq_callback = { context, _, _, _, _ in
        let now = Instant.now().nanoseconds
        return slot(context)?.prepared(at: now) == true ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
    }

    static let openSocket: curl_opensocket_callback = { context, _, address in
        slot(context)?.openSocket(address) ?? curl_socket_t(-1)
    }
}
