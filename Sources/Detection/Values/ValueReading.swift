/// What the bytes of one value read as, without allocating.
enum ValueReading {
    /// An integer of at most 18 digits as it would be printed: no leading zero, no plus sign.
    static func integer(_ value: Span<UInt8>) -> Int? {
        guard !value.isEmpty else { return nil }
        let isNegative = value[0] == UInt8(ascii: "-")
        let start = isNegative ? 1 : 0
        guard value.count > start, value.count - start <= 18 else { return nil }
        if value[start] == 0x30, value.count > start + 1 { return nil }
        var number = 0
        for index in start..<value.count {
            guard 0x30...0x39 ~= value[index] else { return nil }
            number = number * 10 + Int(value[index] - 0x30)
        }
        return isNegative ? -number : number
    }

    /// A decimal number with at most one point and an exponent; its value is approximate.
    static func number(_ value: Span<UInt8>) -> Double? {
        var (digits, scale, sawPoint, exponentStart) = (0.0, 1.0, false, -1)
        var sawDigit = false
        for index in value.indices {
            let byte = value[index]
            if 0x30...0x39 ~= byte {
                digits = digits * 10 + Double(byte - 0x30)
                if sawPoint { scale *= 10 }
                sawDigit = true
            } else if byte == UInt8(ascii: "."), !sawPoint {
                sawPoint = true
            } else if byte | 0x20 == UInt8(ascii: "e"), sawDigit {
                exponentStart = index + 1
                break
            } else if !(index == 0 && (byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+"))) {
                return nil
            }
        }
        guard sawDigit else { return nil }
        var number = digits / scale
        if exponentStart >= 0 {
            guard let exponent = exponent(value.extracting(exponentStart..<value.count)) else {
                return nil
            }
            for _ in 0..<abs(exponent) { number = exponent < 0 ? number / 10 : number * 10 }
        }
        return value[0] == UInt8(ascii: "-") ? -number : number
    }

    private static func exponent(_ value: Span<UInt8>) -> Int? {
        let hasPlus = !value.isEmpty && value[0] == UInt8(ascii: "+")
        var digits = value.extracting((hasPlus ? 1 : 0)..<value.count)
        while digits.count > 1, digits[0] == 0x30 { digits = digits.extracting(1..<digits.count) }
        guard let number = integer(digits), abs(number) <= 300 else { return nil }
        return number
    }

    /// The narrowest class a text value reads as; `nil` for plain text.
    static func typeClass(_ value: Span<UInt8>) -> TypeClass? {
        if integer(value) != nil { return .integer }
        if isBoolean(value) { return .boolean }
        if DateReading(value) != nil { return hasTime(value) ? .timestamp : .date }
        if number(value) != nil, !(value[0] == 0x30 && !hasPoint(value)) { return .number }
        if isUUID(value) { return .uuid }
        if isAddress(value) { return .inet }
        if isHardwareAddress(value) { return .macaddr }
        return nil
    }

    private static func hasPoint(_ value: Span<UInt8>) -> Bool {
        for index in value.indices where value[index] == UInt8(ascii: ".") { return true }
        return false
    }

    private static func hasTime(_ value: Span<UInt8>) -> Bool {
        for index in value.indices where value[index] == UInt8(ascii: ":") { return true }
        return false
    }

    private static func isBoolean(_ value: Span<UInt8>) -> Bool {
        switch value.count {
        case 1: "tf".utf8.contains(value[0] | 0x20) && value[0] >= 0x41
        case 4: spells(value, "true")
        case 5: spells(value, "false")
        default: false
        }
    }

    private static func spells(_ value: Span<UInt8>, _ word: StaticString) -> Bool {
        guard value.count == word.utf8CodeUnitCount else { return false }
        return word.withUTF8Buffer { letters in
            for index in value.indices where unsafe value[index] | 0x20 != letters[index] {
                return false
            }
            return true
        }
    }

    private static func isUUID(_ value: Span<UInt8>) -> Bool {
        guard value.count == 36 else { return false }
        for index in value.indices {
            if index == 8 || index == 13 || index == 18 || index == 23 {
                guard value[index] == UInt8(ascii: "-") else { return false }
            } else if !isHexadecimal(value[index]) {
                return false
            }
        }
        return true
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        0x30...0x39 ~= byte || 0x61...0x66 ~= byte | 0x20
    }

    /// An IPv4 address, or what is written with the characters of an IPv6 one.
    private static func isAddress(_ value: Span<UInt8>) -> Bool {
        var (points, colons, number, digits) = (0, 0, 0, 0)
        for index in value.indices {
            let byte = value[index]
            if byte == UInt8(ascii: ".") {
                guard digits > 0 else { return false }
                points += 1
                (number, digits) = (0, 0)
            } else if byte == UInt8(ascii: ":") {
                colons += 1
                (number, digits) = (0, 0)
            } else if 0x30...0x39 ~= byte {
                number = number * 10 + Int(byte - 0x30)
                digits += 1
                if digits > 4 || points > 0 && number > 255 { return false }
            } else if isHexadecimal(byte), points == 0 {
                digits += 1
                if digits > 4 { return false }
            } else {
                return false
            }
        }
        if colons == 0 { return points == 3 && digits > 0 }
        return colons == 7 || colons >= 2 && colons < 7 && value.count >= 2 && hasGap(value)
    }

    private static func hasGap(_ value: Span<UInt8>) -> Bool {
        for index in 1..<value.count
        where value[index] == UInt8(ascii: ":") && value[index - 1] == UInt8(ascii: ":") {
            return true
        }
        return false
    }

    private static func isHardwareAddress(_ value: Span<UInt8>) -> Bool {
        guard value.count == 17 else { return false }
        for index in value.indices {
            if index % 3 == 2 {
                guard value[index] == UInt8(ascii: ":") || value[index] == UInt8(ascii: "-") else {
                    return false
                }
            } else if !isHexadecimal(value[index]) {
                return false
            }
        }
        return true
    }

    /// Whether the value is written as a JSON object or array.
    static func isDocument(_ value: Span<UInt8>) -> Bool {
        guard value.count > 1 else { return false }
        return switch (value[0], value[value.count - 1]) {
        case (UInt8(ascii: "{"), UInt8(ascii: "}")), (UInt8(ascii: "["), UInt8(ascii: "]")): true
        default: false
        }
    }

    /// Whether each word begins with an upper-case letter or a byte above 0x7F.
    static func isCapitalised(_ value: Span<UInt8>) -> Bool {
        var isInside = false
        for index in value.indices {
            let byte = value[index]
            let isBlank = byte == 0x20 || byte == UInt8(ascii: "-")
            if !isBlank, !isInside, !(0x41...0x5A ~= byte || byte >= 0x80) { return false }
            isInside = !isBlank
        }
        return !value.isEmpty
    }

    /// Whether the value holds at least four digits, all the same.
    static func repeatsOneDigit(_ value: Span<UInt8>) -> Bool {
        var (digit, count): (UInt8, Int) = (0, 0)
        for index in value.indices where 0x30...0x39 ~= value[index] {
            if count > 0, value[index] != digit { return false }
            (digit, count) = (value[index], count + 1)
        }
        return count >= 4
    }
}
