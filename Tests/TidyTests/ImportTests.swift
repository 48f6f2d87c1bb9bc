import Testing

@Suite struct ImportTests {
    /// The one target that may import each library.
    static let owners = [
        "CLibPQ": "Postgres", "CPCRE2": "Patterns", "CLibCSV": "Formats",
        "CZlib": "Formats", "CZstd": "Formats",
        "CLibCrypto": "Cryptography", "TOMLKit": "Configuration", "ArgumentParser": "bauta",
        "CProcess": "bauta", "CAnchors": "Patterns",
    ]

    /// Which layers each layer may use: design §2, Configuration beneath the pure core.
    static let arrows: [String: Set<String>] = [
        "Primitives": [],
        "Configuration": ["Primitives"],
        "Patterns": ["Primitives"],
        "Postgres": ["Primitives"],
        "Formats": ["Primitives"],
        "Cryptography": ["Primitives"],
        "Structure": ["Primitives"],
        "Catalog": ["Configuration", "Primitives"],
        "Detection": ["Patterns", "Cryptography", "Structure", "Configuration", "Primitives"],
        "Masking": [
            "Cryptography", "Detection", "Structure", "Catalog", "Configuration", "Primitives",
        ],
        "Scanning": [
            "Postgres", "Formats", "Cryptography", "Detection", "Structure", "Catalog",
            "Configuration", "Primitives",
        ],
        "Exporting": [
            "Postgres", "Formats", "Cryptography", "Detection", "Structure", "Masking", "Catalog",
            "Configuration", "Primitives",
        ],
        "bauta": [
            "Scanning", "Exporting", "Detection", "Masking", "Cryptography", "Postgres", "Formats",
            "Structure", "Catalog", "Configuration", "Primitives",
        ],
    ]

    static let system: Set = [
        "Glibc", "Musl", "Darwin", "Dispatch", "Synchronization", "FoundationEssentials",
    ]

    @Test func `only its owner imports a library`() {
        expectNone(
            Repository.swift.flatMap { file in
                file.imports.compactMap { module, line in
                    guard let owner = Self.owners[module], file.target != owner else { return nil }
                    return file.at(line, "\(module) belongs to \(owner)")
                }
            }, "borrowed libraries")
    }

    @Test func `arrows between targets point one way`() {
        expectNone(
            Repository.sources.flatMap { file -> [String] in
                guard let allowed = Self.arrows[file.target] else {
                    return [file.at(1, "target \(file.target) has no place in the table")]
                }
                return file.imports.compactMap { module, line in
                    let fine =
                        allowed.contains(module) || Self.system.contains(module)
                        || Self.owners[module] == file.target
                    return fine ? nil : file.at(line, "\(file.target) may not import \(module)")
                }
            }, "arrows turned back")
    }

    @Test func `the table of arrows has no cycle`() {
        func reachable(_ from: String) -> Set<String> {
            (Self.arrows[from] ?? []).reduce(into: []) { $0.formUnion(reachable($1).union([$1])) }
        }
        for target in Self.arrows.keys { #expect(!reachable(target).contains(target)) }
    }

    @Test func `no source imports Foundation`() {
        expectNone(
            Repository.sources.flatMap { file in
                file.imports.compactMap { module, line in
                    module == "Foundation" ? file.at(line, "use FoundationEssentials") : nil
                }
            }, "Foundation")
    }

    /// Primitives holds the CPU and order lanes, Postgres the lane of each connection, the command
    /// line the queue on which it hears signals.
    @Test func `queues are made in Primitives, Postgres and the command line only`() {
        expectNone(
            Repository.sources.filter { !["Primitives", "Postgres", "bauta"].contains($0.target) }
                .flatMap { $0.occurrences(of: ["DispatchQueue("]) }, "a fourth lane")
    }

    @Test func `the pure core touches no file, socket, clock or environment`() {
        let pure: Set = ["Structure", "Catalog", "Detection", "Masking", "Patterns"]
        let effects = [
            "FileManager", "Data(contentsOf", "contentsOfFile", "ProcessInfo", "Date()", "Date.now",
            "getenv(", "socket(", "fopen(", "ContinuousClock", "DispatchTime", "print(",
            "SystemRandomNumberGenerator", ".random(",
        ]
        expectNone(
            Repository.sources.filter { pure.contains($0.target) }
                .flatMap { $0.occurrences(of: effects) }, "effects in the pure core")
    }
}

extension SwiftSource {
    /// One line for each place in the code where a word of `words` starts.
    func occurrences(of words: [String]) -> [String] {
        code.enumerated().flatMap { index, line in
            words.compactMap { word in
                guard let range = line.firstRange(of: word) else { return nil }
                let before =
                    range.lowerBound > line.startIndex
                    ? line[line.index(before: range.lowerBound)] : " "
                let isWord = before.isLetter || before.isNumber || before == "_"
                let startsWord = word.first?.isLetter == true
                return isWord && startsWord ? nil : at(index + 1, word)
            }
        }
    }
}
