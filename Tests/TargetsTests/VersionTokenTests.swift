import Targets
import Testing

struct VersionTokenTests {
    @Test(arguments: [
        ("nginx version: nginx/1.22.1", "1.22.1"),
        ("HAProxy version 2.6.12-1+deb12u1 2023/12/16 - https://haproxy.org/", "2.6.12"),
        ("lighttpd/1.4.69 (ssl) - a light and fast webserver", "1.4.69"),
        ("v2.11.7 h1:abc1.2=", "2.11.7"),
        ("Version:      3.7.15\nCodename: x", "3.7.15"),
        ("envoy  version: d79f6e8d453ee260e9094093b8dd31af0056e67b/1.40.0/Clean/RELEASE", "1.40.0"),
        ("LiteLLM: Current Version = 1.106.2", "1.106.2"),
        ("vllm-router 0.1.17", "0.1.17"),
        ("listening on 127.0.0.1:80, tool 1.5", "1.5"),
        ("tool 7", nil), ("", nil), ("a1.2b", nil), (".1.2", nil),
    ])
    func firstVersionIsFound(text: String, version: String?) {
        #expect(VersionToken.first(in: text) == version)
    }
}
