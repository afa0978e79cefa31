internal import CCurl
internal import Wire

extension Easy {
    /// Turns a load request into options; `body` must stay where it is.
    mutating func configure(for request: LoadRequest, body: UnsafeMutableBufferPointer<UInt8>) {
        set(CURLOPT_URL, request.origin)
        set(CURLOPT_REQUEST_TARGET, request.target)
        set(headers: RequestLines.lines(request.fields, chunked: false))
        if body.isEmpty, request.method != "POST" {
            set(CURLOPT_HTTPGET, true)
        } else {
            set(CURLOPT_POST, true)
            set(offset: CURLOPT_POSTFIELDSIZE_LARGE, body.count)
            set(CURLOPT_POSTFIELDS, pointer: UnsafeMutableRawPointer(body.baseAddress))
        }
        set(CURLOPT_CUSTOMREQUEST, request.method)
    }

    /// Leads libcurl's callbacks to a load slot, by its opaque pointer.
    mutating func configure(loadCallbacksOf slot: UnsafeMutableRawPointer, loop: Loop) {
        set(data: CURLOPT_HEADERFUNCTION, LoadCallbacks.header)
        set(CURLOPT_HEADERDATA, pointer: slot)
        set(data: CURLOPT_WRITEFUNCTION, LoadCallbacks.write)
        set(CURLOPT_WRITEDATA, pointer: slot)
        set(prereq: LoadCallbacks.prereq)
        set(CURLOPT_PREREQDATA, pointer: slot)
        set(openSocket: LoadCallbacks.openSocket)
        set(CURLOPT_OPENSOCKETDATA, pointer: slot)
        set(closeSocket: LoopCallbacks.closeSocket)
        set(CURLOPT_CLOSESOCKETDATA, pointer: Unmanaged.passUnretained(loop).toOpaque())
    }
}
