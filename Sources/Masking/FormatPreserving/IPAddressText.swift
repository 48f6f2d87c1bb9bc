/// An IP address with its optional `/n` as text: strict reading, canonical writing.
struct IPAddressText: Equatable {
    enum Family: Int { case v4 = 32, v6 = 128 }

    var family: Family
    /// In the upper 32 or 128 bits.
    var bits: UInt128
    /// Network bits of the suffix.
    var networkBits: Int?
    /// `::ffff:` in front of a version 4 address.
    var isMapped = false
    private var isUpper = false

    /// IPv4 with four decimal parts, IPv6 as RFC 4291 §2.2 has it, no zone; `nil` for other text.
    init?(_ cell: Span<UInt8>) {
        guard cell.count <= 49 else { return nil }
        if let plain = Self.plainVersion4(cell) {
            (family, bits, networkBits) = (.v4, UInt128(plain) << 96, nil)
            return
        }
        var text = (0..<cell.count).map { cell[$0] }[...]
        networkBits = nil
        if let slash = text.lastIndex(of: UInt8(ascii: "/")) {
            guard let number = Self.decimal(text[(slash + 1)...], limit: 128) else { return nil }
            networkBits = number
            text = text[..<slash]
        }
        if text.contains(UInt8(ascii: ":")) {
            let isMapped = Self.isMappedForm(text)
            if isMapped, let address = Self.version4(text.dropFirst(7)) {
                (family, bits) = (.v4, address)
                self.isMapped = true
                guard networkBits == nil else { return nil }
            } else {
                guard let address = Self.version6(text) else { return nil }
                (family, bits) = (.v6, address)
                isUpper = text.contains { (0x41...0x46).contains($0) }
            }
        } else {
            guard let address = Self.version4(text) else { return nil }
            (family, bits) = (.v4, address)
        }
        guard networkBits ?? 0 <= family.rawValue else { return nil }
    }

    /// The bits behind the network part; 0 without a suffix.
    var hostMask: UInt128 {
        guard let networkBits, networkBits < family.rawValue else { return 0 }
        let addressMask = UInt128.max << UInt128(128 - family.rawValue)
        return (networkBits == 0 ? .max : ~(.max << UInt128(128 - networkBits))) & addressMask
    }

    /// IPv6 as RFC 5952 writes it, in capitals when the input had some.
    var text: String {
        let suffix = networkBits.map { "/\($0)" } ?? ""
        switch family {
        case .v4:
            let parts = (0..<4).map { String(bits >> UInt128(120 - 8 * $0) & 255) }
            return (isMapped ? "::ffff:" : "") + parts.joined(separator: ".") + suffix
        case .v6: return Self.compressed(bits, isUpper) + suffix
        }
    }

    /// Four decimal parts and nothing else, without a copy; `nil` for any other text.
    private static func plainVersion4(_ cell: Span<UInt8>) -> UInt32? {
        guard cell.count <= 15 else { return nil }
        var (address, part) = (UInt32(0), UInt32(0))
        var (digits, parts) = (0, 1)
        for index in cell.indices {
            let byte = cell[index]
            if byte == UInt8(ascii: ".") {
                guard digits > 0, parts < 4 else { return nil }
                address = address << 8 | part
                (part, digits, parts) = (0, 0, parts + 1)
                continue
            }
            guard byte.isDigit, digits == 0 || part > 0 else { return nil }
            part = part * 10 + UInt32(byte - 48)
            digits += 1
            guard part <= 255 else { return nil }
        }
        return parts == 4 && digits > 0 ? address << 8 | part : nil
    }

    /// Appends the address as `text` has it.
    func append(to output: inout [UInt8]) {
        guard family == .v4, networkBits == nil, !isMapped else {
            output.append(contentsOf: text.utf8)
            return
        }
        let address = UInt32(truncatingIfNeeded: bits >> 96)
        for part in 0..<4 {
            if part > 0 { output.append(UInt8(ascii: ".")) }
            output.appendDigits(Int(address >> UInt32(24 - 8 * part) & 255), width: 1)
        }
    }

    private static func isMappedForm(_ text: ArraySlice<UInt8>) -> Bool {
        text.count > 7 && text.contains(UInt8(ascii: "."))
            && text.prefix(7).map { $0 | 0x20 }.elementsEqual("::ffff:".utf8.map { $0 | 0x20 })
    }

    private static func version4(_ text: ArraySlice<UInt8>) -> UInt128? {
        let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var value: UInt128 = 0
        for part in parts {
            guard let octet = decimal(part, limit: 255) else { return nil }
            value = value << 8 | UInt128(octet)
        }
        return value << 96
    }

    /// A decimal number without leading zeros, at most `limit`.
    private static func decimal(_ digits: ArraySlice<UInt8>, limit: Int) -> Int? {
        guard (1...3).contains(digits.count), digits.allSatisfy(\.isDigit),
            digits.count == 1 || digits.first != 48
        else { return nil }
        let value = digits.reduce(0) { $0 * 10 + Int($1) - 48 }
        return value <= limit ? value : nil
    }

    private static func version6(_ text: ArraySlice<UInt8>) -> UInt128? {
        let colon = UInt8(ascii: ":")
        var halves: [ArraySlice<UInt8>] = [text]
        let gap = text.indices.dropLast().first { text[$0] == colon && text[$0 + 1] == colon }
        if let gap { halves = [text[..<gap], text[(gap + 2)...]] }
        var groups: [[UInt128]] = []
        for half in halves {
            var numbers: [UInt128] = []
            let parts =
                half.isEmpty && gap != nil
                ? [] : half.split(separator: colon, omittingEmptySubsequences: false)
            for part in parts {
                guard (1...4).contains(part.count),
                    let number = UInt128(String(decoding: part, as: UTF8.self), radix: 16),
                    part.first != UInt8(ascii: "+")
                else { return nil }
                numbers.append(number)
            }
            groups.append(numbers)
        }
        let count = groups.reduce(0) { $0 + $1.count }
        guard gap == nil ? count == 8 : count < 8 else { return nil }
        let zeros = [UInt128](repeating: 0, count: 8 - count)
        return (groups[0] + zeros + groups.dropFirst().joined()).reduce(0) { $0 << 16 | $1 }
    }

    /// The longest run of two or more zero groups becomes `::`.
    private static func compressed(_ bits: UInt128, _ isUpper: Bool) -> String {
        let groups = (0..<8).map { bits >> UInt128(112 - 16 * $0) & 0xFFFF }
        var best = 0..<0
        var start = 0
        for index in 0...8 where index == 8 || groups[index] != 0 {
            if index - start > max(best.count, 1) { best = start..<index }
            start = index + 1
        }
        let parts = groups.map { String($0, radix: 16, uppercase: isUpper) }
        if best.isEmpty { return parts.joined(separator: ":") }
        let head = parts[..<best.lowerBound].joined(separator: ":")
        return head + "::" + parts[best.upperBound...].joined(separator: ":")
    }
}
