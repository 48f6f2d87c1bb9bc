import FoundationEssentials
import TestSupport
import Testing

/// The vector kernels as a C program, built for this machine and for another one that is emulated.
@Suite struct KernelTests {
    private static let armCompiler = "aarch64-linux-gnu-gcc"
    private static let isIntel = (try? run(["uname", "-m"]).contains("x86_64")) ?? false

    /// Whether a program is installed.
    private static func has(_ program: String) -> Bool {
        (try? run([program, "--version"])) != nil
    }

    @discardableResult private static func run(_ arguments: [String]) throws -> String {
        let outcome = try ChildProcess.run(arguments)
        guard outcome.status == 0 else {
            throw TestSupportError("\(arguments[0]): \(outcome.status), \(outcome.errors)")
        }
        return outcome.output
    }

    /// What each kernel's marks come to, by the kernel's name.
    private static func digests(
        compiler: [String], emulator: [String] = []
    ) throws -> [String: Substring] {
        let folder = try TestFolder()
        let sources = PackageFolder.root + "/Sources/CAnchors"
        let files = try FileManager.default.contentsOfDirectory(atPath: sources)
            .filter { $0.hasSuffix(".c") }.map { sources + "/" + $0 }
        let program = folder.path("kernels")
        try run(
            compiler + ["-O2", "-I" + sources + "/include", "-o", program] + files
                + [PackageFolder.root + "/Tests/PatternsTests/Kernels/kernels.c"])
        let lines = try run(emulator + [program]).split(separator: "\n")
        return Dictionary(
            uniqueKeysWithValues: lines.map { line in
                let name = line.prefix { $0 != " " }
                return (String(name), line.dropFirst(name.count))
            })
    }

    private static func scalar() throws -> Substring {
        try #require(try digests(compiler: ["clang"])["scalar"])
    }

    @Test func `all kernels of this machine mark the same`() throws {
        let digests = try Self.digests(compiler: ["clang"])
        #expect(digests.count > 2)
        #expect(Set(digests.values).count == 1)
    }

    @Test(.enabled(if: has(armCompiler) && has("qemu-aarch64")))
    func `the kernel of arm64 marks what those of this machine mark`() throws {
        let digests = try Self.digests(
            compiler: [Self.armCompiler, "-static"], emulator: ["qemu-aarch64"])
        #expect(Set(digests.keys) == ["best", "scalar", "neon"])
        #expect(try Set(digests.values) == [Self.scalar()])
    }

    @Test(
        .enabled(if: isIntel && has("qemu-x86_64")),
        arguments: [("qemu64", ["best", "scalar"]), ("core2duo", ["best", "scalar", "ssse3"])])
    func `older processors are given what they have`(model: String, kernels: [String]) throws {
        let digests = try Self.digests(
            compiler: ["clang"], emulator: ["qemu-x86_64", "-cpu", model])
        #expect(Set(digests.keys) == Set(kernels))
        #expect(try Set(digests.values) == [Self.scalar()])
    }
}
