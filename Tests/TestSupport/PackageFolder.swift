internal import FoundationEssentials

/// Where the package, its neighbours and its built programs are.
package enum PackageFolder {
    /// The folder of `Package.swift`, found upward from this source file.
    package static let root: String = {
        var folder = #filePath
        while let slash = folder.lastIndex(of: "/"), slash != folder.startIndex {
            folder = String(folder[..<slash])
            if FileManager.default.fileExists(atPath: folder + "/Package.swift") { return folder }
        }
        return "."
    }()

    /// A path in the package, such as `rules` or `samples/shop.sql`.
    package static func path(_ name: String) -> String { root + "/" + name }

    /// A path in `../shared`, which holds labelled data and vectors; `nil` when it is absent.
    package static func shared(_ name: String) -> String? {
        let path = root + "/../shared/" + name
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }

    /// The reason for a skipped test: `@Test(.enabled(if: PackageFolder.shared("eval") != nil,
    /// Comment(rawValue: PackageFolder.missing("eval"))))`.
    package static func missing(_ name: String) -> String {
        "../shared/\(name) isn't beside the package"
    }

    /// The built `bauta`, beside the test bundle that runs.
    package static func bauta() throws -> String {
        let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") }
        let program = bundle ?? CommandLine.arguments[0]
        let folder = program.lastIndex(of: "/").map { String(program[..<$0]) } ?? "."
        for candidate in [folder, path(".build/debug"), path(".build/release")] {
            let executable = candidate + "/bauta"
            if FileManager.default.isExecutableFile(atPath: executable) { return executable }
        }
        throw TestSupportError("no built bauta beside \(program); run swift build first")
    }
}

/// Runs `bauta` with arguments and waits for its end; see `ChildProcess`.
package func runBauta(
    arguments: [String], environment: [String: String?] = [:], stdin: [UInt8] = [],
    workingFolder: String? = nil, timeoutSeconds: Double = 120
) throws -> ChildProcess.Outcome {
    try ChildProcess.run(
        [PackageFolder.bauta()] + arguments, environment: environment, input: stdin,
        workingFolder: workingFolder, timeoutSeconds: timeoutSeconds)
}
