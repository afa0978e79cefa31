internal import Foundation

/// Standard output without a buffer: a program that goes on must be heard at once by whoever reads its pipe.
enum Output {
    static func line(_ text: String) {
        FileHandle.standardOutput.write(Data((text + "\n").utf8))
    }
}
