import Cryptography
import Masking
import Primitives
import Testing

/// Runs one format-preserving transform over texts, as tests need it.
struct FormatPreservingRun {
    /// Bytes 0…31: the key of every golden vector.
    static let keyLine = "bauta-key-1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8:91267e8a"
    static let unfit = "<unfit>"

    let transform: any ReversibleTransform

    /// Masked texts; a cell that doesn't fit gives `unfit`.
    func masked(_ texts: [String?]) -> [String?] { run(texts, .encrypt) }

    func unmasked(_ texts: [String?]) -> [String?] { run(texts, .decrypt) }

    func masked(_ text: String) -> String? { masked([text])[0] }

    private func run(_ texts: [String?], _ direction: CipherDirection) -> [String?] {
        var output = CellBatch()
        var scratch = FormatPreservingScratch()
        transform.transform(
            CellBatch(texts: texts), direction, into: &output, scratch: &scratch
        ) { _, output in output.append(Self.unfit) }
        return (0..<output.count).map { index in
            output[copy: index].map { String(decoding: $0, as: UTF8.self) }
        }
    }

    /// What holds for every transform, shown on cells that fit.
    func check(
        _ texts: [String], otherKey: FormatPreservingRun,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let inputs: [String?] = texts
        let whole = masked(inputs)
        #expect(!whole.contains(Self.unfit), sourceLocation: sourceLocation)
        #expect(unmasked(whole) == inputs, "comes back", sourceLocation: sourceLocation)
        #expect(
            Set(whole).count == Set(inputs).count, "one-to-one", sourceLocation: sourceLocation)
        var pieces: [String?] = []
        var start = 0
        for size in [1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, .max] {
            let end = min(inputs.count, start + min(size, inputs.count))
            pieces += masked(Array(inputs[start..<end]))
            start = end
        }
        #expect(pieces == whole, "the batch never matters", sourceLocation: sourceLocation)
        let other = otherKey.masked(inputs)
        let changed = zip(whole, other).count { $0 != $1 }
        #expect(
            changed * 100 >= inputs.count * 99, "another key changes it",
            sourceLocation: sourceLocation)
        let kept = zip(whole, inputs).count { $0 == $1 }
        #expect(
            kept * 100 <= inputs.count, "hardly any value stays", sourceLocation: sourceLocation)
    }

    static func key() throws -> MaskingKey { try MaskingKey(text: keyLine) }

    /// The transform under the fixed key and under a random one.
    static func pair(
        _ make: (MaskingKey) -> any ReversibleTransform
    ) throws -> (fixed: FormatPreservingRun, other: FormatPreservingRun) {
        (
            FormatPreservingRun(transform: make(try key())),
            FormatPreservingRun(transform: make(try .random()))
        )
    }
}

extension SeededGenerator {
    /// Characters for a pattern: `9` a digit, `A`/`a` a letter, `f` a hexadecimal digit, `N` 2…8;
    /// others for themselves.
    mutating func text(_ pattern: String) -> String {
        var text = ""
        for character in pattern {
            switch character {
            case "9": text += String(Int.random(in: 0...9, using: &self))
            case "N": text += String(Int.random(in: 2...8, using: &self))
            case "A": text += String(UnicodeScalar(UInt8.random(in: 65...90, using: &self)))
            case "a": text += String(UnicodeScalar(UInt8.random(in: 97...122, using: &self)))
            case "f": text += String(Int.random(in: 0...15, using: &self), radix: 16)
            default: text.append(character)
            }
        }
        return text
    }
}
