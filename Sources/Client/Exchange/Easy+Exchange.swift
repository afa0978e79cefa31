internal import CCurl
internal import Wire

extension Easy {
    /// Options that every transfer of this client has: nothing from the environment, nothing added, nothing decoded.
    mutating func configure(origin: String, limits: ClientLimits, options: CurlClient.Options) {
        set(CURLOPT_URL, origin)
        set(CURLOPT_PROXY, "")
        set(CURLOPT_NOPROXY, "*")
        set(CURLOPT_PROTOCOLS_STR, "http,https")
        set(CURLOPT_NOSIGNAL, true)
        set(CURLOPT_PATH_AS_IS, true)
        set(CURLOPT_FOLLOWLOCATION, false)
        set(CURLOPT_TCP_NODELAY, true)
        set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1)
        set(CURLOPT_HTTP_TRANSFER_DECODING, false)
        set(CURLOPT_HTTP_CONTENT_DECODING, false)
        set(CURLOPT_MAXAGE_CONN, 118)
        set(CURLOPT_CONNECTTIMEOUT_MS, max(1, limits.connectMilliseconds))
        if let file = options.certificateAuthority { set(CURLOPT_CAINFO, file) }
        if options.trustsAnyCertificate {
            set(CURLOPT_SSL_VERIFYPEER, false)
            set(CURLOPT_SSL_VERIFYHOST, 0)
        }
    }

    /// Turns a request into options.
    mutating func configure(for request: ClientRequest, upload: UploadSource, options: CurlClient.Options) {
        configure(origin: request.origin, limits: request.limits, options: options)
        set(CURLOPT_REQUEST_TARGET, request.target)
        let isChunked = request.behaviour.upload.isChunked
        set(headers: RequestLines.lines(request.fields, chunked: isChunked))
        configure(method: request.method, body: upload, whole: request.behaviour.upload == .whole, chunked: isChunked)
        if request.behaviour.freshConnection || request.behaviour.reading != .eager {
            set(CURLOPT_FRESH_CONNECT, true)
            set(CURLOPT_FORBID_REUSE, true)
        }
        if let bytes = request.behaviour.reading.bufferBytes { set(CURLOPT_BUFFERSIZE, bytes) }
    }

    private mutating func configure(method: String, body: UploadSource, whole: Bool, chunked: Bool) {
        let hasBody = body.count > 0 || chunked || ["POST", "PUT", "PATCH"].contains(method)
        guard hasBody else {
            set(method == "HEAD" ? CURLOPT_NOBODY : CURLOPT_HTTPGET, true)
            if method != "HEAD", method != "GET" { set(CURLOPT_CUSTOMREQUEST, method) }
            return
        }
        set(CURLOPT_POST, true)
        if chunked {
            // Room for one chunk and its size line; libcurl takes 16 KB to 2 MB.
            set(CURLOPT_UPLOAD_BUFFERSIZE, 2 << 20)
        } else {
            set(offset: CURLOPT_POSTFIELDSIZE_LARGE, body.count)
        }
        set(CURLOPT_POSTFIELDS, pointer: whole ? body.bytes.baseAddress : nil)
        set(CURLOPT_CUSTOMREQUEST, method)
    }

    /// Leads libcurl's callbacks to a transfer, by its opaque pointer.
    mutating func configure(callbacksOf transfer: UnsafeMutableRawPointer, loop: Loop) {
        set(CURLOPT_VERBOSE, true)
        set(debug: ExchangeCallbacks.debug)
        set(CURLOPT_DEBUGDATA, pointer: transfer)
        set(data: CURLOPT_HEADERFUNCTION, ExchangeCallbacks.header)
        set(CURLOPT_HEADERDATA, pointer: transfer)
        set(data: CURLOPT_WRITEFUNCTION, ExchangeCallbacks.write)
        set(CURLOPT_WRITEDATA, pointer: transfer)
        set(data: CURLOPT_READFUNCTION, ExchangeCallbacks.read)
        set(CURLOPT_READDATA, pointer: transfer)
        set(prereq: ExchangeCallbacks.prereq)
        set(CURLOPT_PREREQDATA, pointer: transfer)
        set(openSocket: ExchangeCallbacks.openSocket)
        set(CURLOPT_OPENSOCKETDATA, pointer: transfer)
        set(closeSocket: LoopCallbacks.closeSocket)
        set(CURLOPT_CLOSESOCKETDATA, pointer: Unmanaged.passUnretained(loop).toOpaque())
    }
}

extension ClientBehaviour.Upload {
    var isChunked: Bool {
        if case .chunked = self { true } else { false }
    }
}
