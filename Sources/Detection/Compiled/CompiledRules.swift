internal import Cryptography
package import Primitives

/// Rules and dictionaries as one file that is mapped and used where it lies.
///
/// Layout: 32 bytes of magic, the SHA-256 of all that follows, then an `Archive` of the layout's
/// own description, the origin, the dictionaries as tables, the decoded rules without their tests
/// and what is derived from them. Who checks that the file may be trusted is the caller:
/// its bytes decide what is found.
package struct CompiledRules: Sendable {
    /// What a file was made from, and by what.
    package struct Origin: Sendable, Equatable {
        /// The program that wrote the file; none but it reads it.
        package var generator: String
        /// The digest of the rules, as catalogs quote it.
        package var rulesDigest: String
        /// Sizes in bytes of the files, by path relative to the rules folder.
        package var files: [String: Int]

        package init(generator: String, rulesDigest: String, files: [String: Int]) {
            self.generator = generator
            self.rulesDigest = rulesDigest
            self.files = files
        }
    }

    /// Why bytes can't be used.
    package enum Flaw: String, Error {
        case foreign = "it doesn't hold compiled rules"
        case damaged = "it is damaged"
        case otherVersion = "another version of bauta wrote it"
    }

    private static let magic = Array("bauta-rules-6\n".utf8) + [UInt8](repeating: 0, count: 18)
    private static let headerCount = magic.count + 32
    /// Changes with every part that is added, taken away or written otherwise.
    private static let layout = MessageDigest.sha256(
        Archive.description(of: RuleParts.self) + Archive.description(of: Origin.self)
            + Archive.description(of: DerivedParts.self)
    ).hex

    package let origin: Origin
    private let archive: Archive

    /// Checks everything but the origin; cost: one pass over the bytes.
    package init(_ bytes: SharedBytes) throws(Flaw) {
        guard bytes.count >= Self.headerCount else { throw .foreign }
        let (isOurs, isWhole) = bytes.withBytes(from: 0, Self.check)
        guard isOurs else { throw .foreign }
        guard isWhole else { throw .damaged }
        var archive = Archive(reading: bytes, from: Self.headerCount)
        var layout = ""
        archive.pass(&layout)
        guard layout == Self.layout else { throw .otherVersion }
        var origin = Origin.blank
        archive.pass(&origin)
        guard !archive.isDamaged else { throw .damaged }
        self.origin = origin
        self.archive = archive
    }

    /// Whether the magic stands there, and whether the checksum is right.
    private static func check(_ bytes: Span<UInt8>) -> (isOurs: Bool, isWhole: Bool) {
        for index in magic.indices where bytes[index] != magic[index] { return (false, false) }
        let digest = MessageDigest.sha256(bytes.extracting(headerCount..<bytes.count)).array
        for index in digest.indices where bytes[magic.count + index] != digest[index] {
            return (true, false)
        }
        return (true, true)
    }

    /// Decodes the rules.
    package func ruleSet() throws(Flaw) -> RuleSet {
        var archive = archive
        var wordLists: [String: WordList] = [:]
        WordList.pass(&wordLists, through: &archive)
        var parts = RuleParts()
        archive.pass(&parts)
        var derived = DerivedParts.blank
        archive.pass(&derived)
        guard archive.isComplete, derived.fits(parts.rules) else { throw .damaged }
        return RuleSet(parts, wordLists: wordLists, derived: derived)
    }

    /// The bytes of a file.
    package static func encode(_ rules: RuleSet, origin: Origin) -> [UInt8] {
        var archive = Archive.writing()
        var layout = Self.layout
        var origin = origin
        var wordLists = rules.wordLists
        var parts = rules.parts
        var derived = DerivedParts(rules)
        archive.pass(&layout)
        archive.pass(&origin)
        WordList.pass(&wordLists, through: &archive)
        archive.pass(&parts)
        archive.pass(&derived)
        return magic + MessageDigest.sha256(archive.bytes).array + archive.bytes
    }
}

extension CompiledRules.Origin: Archived {
    package static var blank: Self { Self(generator: "", rulesDigest: "", files: [:]) }

    /// Moves every part.
    package mutating func pass(through archive: inout Archive) {
        archive.pass(&generator)
        archive.pass(&rulesDigest)
        archive.pass(&files)
    }
}
