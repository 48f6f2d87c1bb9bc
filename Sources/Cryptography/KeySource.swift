#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Where a masking key or a ring of them comes from: what `--key` takes.
package enum KeySource: Sendable, Equatable {
    /// A regular file of mode 0600 or 0400 that holds the key line or a ring.
    case file(path: String)
    /// An environment variable that holds the key line.
    case environment(name: String)
    /// An open descriptor, read to its end.
    case descriptor(Int32)
    /// A shell command that prints the key line: the hook for any key management service.
    case command(String)
    /// A random key that is gone when the run ends.
    case ephemeral

    /// Reads `file:PATH`, `env:NAME`, `fd:N`, `command:…` or `ephemeral`.
    package init(_ text: String) throws(CryptographyError) {
        guard !Self.isPastedKey(text) else { throw .keySource("<redacted>") }
        if text == "ephemeral" {
            self = .ephemeral
        } else if let path = Self.value(of: text, after: "file:") {
            self = .file(path: path)
        } else if let name = Self.value(of: text, after: "env:") {
            self = .environment(name: name)
        } else if let number = Self.value(of: text, after: "fd:").flatMap({ Int32($0) }),
            number >= 0
        {
            self = .descriptor(number)
        } else if let command = Self.value(of: text, after: "command:") {
            self = .command(command)
        } else {
            throw .keySource(text)
        }
    }

    /// Whether a key line stands where its source should: no error message may repeat it.
    private static func isPastedKey(_ text: String) -> Bool {
        ["", "file:", "env:"].contains { scheme in
            ["bauta-key-1:", "bauta-signing-key-1:"].contains { text.hasPrefix(scheme + $0) }
        }
    }

    private static func value(of text: String, after prefix: String) -> String? {
        guard text.hasPrefix(prefix), text.utf8.count > prefix.utf8.count else { return nil }
        return String(text.dropFirst(prefix.count))
    }

    /// Reads the keys; an error names the source and never what was read.
    package func load() throws(CryptographyError) -> KeyRing {
        guard let text = try text() else { return KeyRing(try .random()) }
        return try read(text) { (bytes) throws(CryptographyError) in try KeyRing(text: bytes) }
    }

    /// Reads a key that signs manifests.
    package func loadSigner() throws(CryptographyError) -> SigningKey {
        guard let text = try text() else { throw .ephemeralSigner }
        return try read(text) { (bytes) throws(CryptographyError) in try SigningKey(text: bytes) }
    }

    /// What the source holds; `nil` for an ephemeral key.
    private func text() throws(CryptographyError) -> SecretBytes? {
        switch self {
        case .file(let path): return try KeyFile.read(path: path)
        case .environment(let name):
            guard let text = unsafe getenv(name) else {
                throw .unreadableKey(source: description, reason: "the variable isn't set")
            }
            let bytes = unsafe UnsafeBufferPointer(start: text, count: strlen(text))
            return unsafe bytes.withMemoryRebound(to: UInt8.self) {
                SecretBytes(copying: unsafe Span(_unsafeElements: $0))
            }
        case .descriptor(let number):
            return try DescriptorReader.secret(from: number, source: description)
        case .command(let command):
            return try ShellCommand.output(of: command, source: description)
        case .ephemeral: return nil
        }
    }

    private func read<Key>(
        _ text: SecretBytes, _ parse: (Span<UInt8>) throws(CryptographyError) -> Key
    ) throws(CryptographyError) -> Key {
        do throws(CryptographyError) {
            return try text.withSpan(parse)
        } catch {
            switch error {
            case .malformedKey(let defect): throw .malformedKeyIn(source: description, defect)
            case .malformedRing(let line, let defect):
                throw .malformedRingIn(source: description, line: line, defect)
            default: throw error
            }
        }
    }
}

extension KeySource: CustomStringConvertible {
    /// The text `init` reads; a command is shortened to its first word, it may hold a token.
    package var description: String {
        switch self {
        case .file(let path): "file:\(path)"
        case .environment(let name): "env:\(name)"
        case .descriptor(let number): "fd:\(number)"
        case .command(let command):
            "command:\(command.prefix { $0 != " " })" + (command.contains(" ") ? " …" : "")
        case .ephemeral: "ephemeral"
        }
    }
}
