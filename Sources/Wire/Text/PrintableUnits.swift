/// UTF-16 code units as text in which half of a surrogate pair can be told from U+FFFD.
package enum PrintableUnits {
    /// Writes what is well formed as `show` has it, and half of a pair as `\uNNNN`.
    package static func text(_ units: some Collection<UInt16>, show: (String) -> String) -> String {
        var out = ""
        var sound: [UInt16] = []
        for (unit, next) in zip(units, units.dropFirst().map(Optional.some) + [nil]) {
            let opens = UTF16.isLeadSurrogate(unit) && next.map(UTF16.isTrailSurrogate) == true
            let closes = UTF16.isTrailSurrogate(unit) && sound.last.map(UTF16.isLeadSurrogate) == true
            guard UTF16.isSurrogate(unit), !opens, !closes else {
                sound.append(unit)
                continue
            }
            out += show(String(decoding: sound, as: UTF16.self)) + "\\u" + String(unit, radix: 16)
            sound = []
        }
        return out + show(String(decoding: sound, as: UTF16.self))
    }
}
