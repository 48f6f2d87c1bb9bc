/// What can go wrong with keys and format-preserving encryption; never holds a key or a value.
package enum CryptographyError: Error, Sendable, Equatable {
    /// Why a key line isn't one.
    package enum KeyDefect: String, Sendable {
        case prefix = "it doesn't begin as keys of its kind do, bauta-key-1: say"
        case length = "it is too long or too short; a key is one line and nothing else"
        case encoding = "its middle part isn't 32 bytes of base64url"
        case checksum = "its checksum doesn't match; a character was lost or changed"
    }

    /// Why a line of a key ring isn't one.
    package enum RingDefect: Sendable, Equatable {
        /// Not four fields with one blank between.
        case fields
        case number, state, id
        /// Numbers don't ascend.
        case order
        /// Not exactly one key is active.
        case active
        case key(KeyDefect)
    }

    /// A raw key has to have another number of bytes.
    case keyLength(bytes: Int)
    case malformedKey(KeyDefect)
    /// The same, with the source it was read from.
    case malformedKeyIn(source: String, KeyDefect)
    case malformedRing(line: Int, RingDefect)
    case malformedRingIn(source: String, line: Int, RingDefect)
    /// A ring has no number left for another key.
    case fullRing
    case noRandomness
    /// The text after `--key` isn't a key source.
    case keySource(String)
    /// An ephemeral key can't sign: nobody could check it.
    case ephemeralSigner
    case unreadableKey(source: String, reason: String)
    case openKeyFile(path: String, mode: String)
    case notARegularFile(path: String)
    case keyFileExists(path: String)
    case unwritableKeyFile(path: String, reason: String)

    case radix(Int)
    /// FF1 takes 2 to 2³² − 1 numerals.
    case numeralCount(Int)
    /// A numeral isn't below the radix; `position` counts from 0.
    case numeral(position: Int)
    /// radix^count is below the floor of SP 800-38G Rev. 1.
    case domainTooSmall(radix: Int, numeralCount: Int)
}

extension CryptographyError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .keyLength(let bytes): "a key of \(bytes) bytes: 32 are needed"
        case .malformedKey(let defect): "not a key: \(defect.rawValue)"
        case .malformedKeyIn(let source, let defect):
            "\(source): not a key: \(defect.rawValue); make one with `bauta key new --out FILE`"
        case .malformedRing(let line, let defect): "line \(line) of the key ring: \(defect)"
        case .malformedRingIn(let source, let line, let defect):
            "\(source): line \(line) of the key ring: \(defect)"
        case .fullRing: "the key ring has 255 keys and no room for another; begin a new one"
        case .noRandomness: "the system's random generator failed; no key was made"
        case .keySource(let text):
            "--key \(text): not a key source; use file:PATH, env:NAME, fd:N, command:… or ephemeral"
        case .ephemeralSigner: "an ephemeral key can't sign; nobody would have its public key"
        case .unreadableKey(let source, let reason):
            "\(source): can't read the key: \(reason); make one with `bauta key new --out FILE`"
        case .openKeyFile(let path, let mode):
            "file:\(path): mode \(mode) lets others read the key; run chmod 600 on it"
        case .notARegularFile(let path): "file:\(path): not a regular file, so not read as a key"
        case .keyFileExists(let path): "\(path): exists; a key is never written over another file"
        case .unwritableKeyFile(let path, let reason): "\(path): can't write the key: \(reason)"
        case .radix(let radix): "radix \(radix): FF1 takes 2 to 65,536"
        case .numeralCount(let count): "\(count) numerals: FF1 takes 2 to 4,294,967,295"
        case .numeral(let position): "the numeral at position \(position) isn't below the radix"
        case .domainTooSmall(let radix, let count):
            "\(count) numerals of radix \(radix) are fewer than 1,000,000 values, too few for FF1"
        }
    }
}

extension CryptographyError.RingDefect: CustomStringConvertible {
    package var description: String {
        switch self {
        case .fields: "expected NUMBER STATE ID KEY with one blank between"
        case .number: "the number isn't one of 1 to 255"
        case .state: "the state isn't active or retired"
        case .id: "the id isn't the key's; a line was mixed up"
        case .order: "the numbers don't ascend"
        case .active: "exactly one key of the ring has to be active"
        case .key(let defect): "not a key: \(defect.rawValue)"
        }
    }
}
