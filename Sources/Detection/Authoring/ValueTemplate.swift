internal import Primitives

/// The form that values share, run by run with lengths: `[A-Z]{2}-\d{4,6}`.
///
/// Letters and digits are kept only where at least `anonymityCount` distinct values have the same
/// ones: then they belong to the form and to no value.
struct ValueTemplate {
    /// What a run of bytes is made of.
    enum Kind: Hashable {
        case digits, upper, lower, other
        /// Anything else, as it is.
        case byte(UInt8)

        init(_ byte: UInt8) {
            switch byte {
            case 0x30...0x39: self = .digits
            case 0x41...0x5A: self = .upper
            case 0x61...0x7A: self = .lower
            case 0x80...0xFF: self = .other
            default: self = .byte(byte)
            }
        }
    }

    struct Run {
        var kind: Kind
        var lengths: ClosedRange<Int>
        /// The run's text where all values have the same.
        var constant: [UInt8]?
    }

    /// Distinct values that must share letters or digits for them to be shown.
    static let anonymityCount = 20

    private(set) var runs: [Run] = []
    /// Distinct values of this form.
    private(set) var count = 0

    /// The template of values that all have the same collapsed shape.
    init(_ values: [[UInt8]]) {
        for value in values { add(Self.split(value)) }
        if count < Self.anonymityCount {
            for index in runs.indices where !runs[index].kind.isByte { runs[index].constant = nil }
        }
    }

    private static func split(_ value: [UInt8]) -> [(kind: Kind, text: [UInt8])] {
        var runs: [(kind: Kind, text: [UInt8])] = []
        for byte in value {
            let kind = Kind(byte)
            if let last = runs.last, last.kind == kind, !kind.isByte {
                runs[runs.count - 1].text.append(byte)
            } else {
                runs.append((kind, [byte]))
            }
        }
        return runs
    }

    private mutating func add(_ pieces: [(kind: Kind, text: [UInt8])]) {
        count += 1
        if count == 1 {
            runs = pieces.map {
                Run(
                    kind: $0.kind, lengths: $0.text.count...$0.text.count,
                    constant: $0.kind == .other ? nil : $0.text)
            }
            return
        }
        for (index, piece) in pieces.enumerated() where index < runs.count {
            let length = piece.text.count
            runs[index].lengths =
                min(
                    runs[index].lengths.lowerBound, length)...max(
                    runs[index].lengths.upperBound, length)
            if runs[index].constant != piece.text { runs[index].constant = nil }
        }
    }

    /// The PCRE2 pattern of the form.
    var pattern: String { runs.map(\.pattern).joined() }

    /// Whether nothing but digits varies and nothing else is there to tell the form.
    var isPlainDigits: Bool { runs.count == 1 && runs[0].kind == .digits }

    /// The longest constant text, which a text must hold anyway; empty when there is none.
    var literal: String {
        runs.compactMap(\.constant).filter { $0.count > 1 }.max { $0.count < $1.count }
            .map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    /// An invented value of the form.
    func invented(_ random: inout SeededGenerator) -> String {
        var bytes: [UInt8] = []
        for run in runs {
            if let constant = run.constant {
                bytes += constant
                continue
            }
            for _ in 0..<run.lengths.lowerBound + random.below(run.lengths.count) {
                bytes += run.kind.invented(&random)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension ValueTemplate.Kind {
    var isByte: Bool { if case .byte = self { true } else { false } }

    fileprivate func invented(_ random: inout SeededGenerator) -> [UInt8] {
        switch self {
        case .digits: [0x30 + UInt8(random.below(10))]
        case .upper: [0x41 + UInt8(random.below(26))]
        case .lower: [0x61 + UInt8(random.below(26))]
        case .other: Array("é".utf8)
        case .byte(let byte): [byte]
        }
    }
}

extension ValueTemplate.Run {
    fileprivate var pattern: String {
        if let constant { return Self.escaped(constant) }
        let unit =
            switch kind {
            case .digits: #"\d"#
            case .upper: "[A-Z]"
            case .lower: "[a-z]"
            case .other: #"[^\x00-\x7F]"#
            case .byte(let byte): Self.escaped([byte])
            }
        // Why: letters outside ASCII are counted in bytes here, in characters by PCRE2.
        let least = kind == .other ? 1 : lengths.lowerBound
        let most = lengths.upperBound
        if least == most { return most == 1 ? unit : "\(unit){\(most)}" }
        return "\(unit){\(least),\(most)}"
    }

    private static func escaped(_ bytes: [UInt8]) -> String {
        var text = ""
        for byte in bytes {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x20, UInt8(ascii: "-"): break
            // Why: rule files quote patterns with apostrophes.
            case UInt8(ascii: "'"):
                text += #"\x27"#
                continue
            case 0x00..<0x20, 0x7F:
                text += #"\x{\#(String(byte, radix: 16))}"#
                continue
            default: text += "\\"
            }
            text.unicodeScalars.append(UnicodeScalar(byte))
        }
        return text
    }
}
