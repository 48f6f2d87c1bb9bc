import FoundationEssentials

/// Programs of others on the same file in the same run, by the processor time of one thread.
struct DetectPeers {
    /// Runs of which the shortest counts: some peers take longer to start than to search.
    private static let runCount = 3
    /// A search that takes a smaller share of the time to start can't be told from it.
    private static let leastShare = 0.15

    private let corpus: DetectCorpus
    private let folder: Workspace

    init(_ corpus: DetectCorpus, _ folder: Workspace) {
        (self.corpus, self.folder) = (corpus, folder)
    }

    /// Adds a rate for each that is installed and how many times as fast `ours` is; names the
    /// others.
    ///
    /// - Parameter ours: bytes a second with all rules, of the same run.
    func run(ours: Double, into report: inout BenchmarkReport) {
        let empty = folder.path("empty.txt")
        try? Data([10]).write(to: URL(filePath: empty))
        for peer in commands() {
            // What starting costs isn't held against anyone.
            guard let start = seconds(peer.arguments + [empty]),
                let whole = seconds(peer.arguments + [peer.path])
            else {
                print("\(corpus.name): \(peer.name) isn't installed")
                continue
            }
            let name = "\(corpus.name), \(peer.name)"
            guard whole - start > start * Self.leastShare else {
                print("\(name): too fast to be told from its start: take more bytes")
                continue
            }
            let rate = Double(peer.bytes) / (whole - start)
            print("\(name): \(decimal(rate / 1e6, 2)) MB/s, ours \(decimal(ours / rate, 1)) ×")
            report.add("\(name), MB/s", rate / 1e6)
            report.add("\(name), ours is so many times as fast", ours / rate)
        }
    }

    /// Processor time of the shortest run; `nil` when the program isn't there.
    private func seconds(_ arguments: [String]) -> Double? {
        var seconds = Double.infinity
        for _ in 0..<Self.runCount {
            // Why: 0 is nothing found and 1 or 200 something; 127 and above is no run.
            guard let run = try? MeasuredProcess(arguments), run.status != 127, run.status != 2
            else { return nil }
            seconds = min(seconds, run.processorSeconds)
        }
        return seconds
    }

    private struct Peer {
        var name: String
        /// Without the file, which comes last.
        var arguments: [String]
        var path: String
        var bytes: Int
    }

    private func commands() -> [Peer] {
        let script = BenchmarkReport.resultsFolder + "/../peers/detect.py"
        // Python alone takes too long for the whole file.
        let slice = folder.path("slice.txt")
        let part: [UInt8] = Array(corpus.lines.prefix(200).joined(separator: [10]))
        try? Data(part).write(to: URL(filePath: slice))
        // Why: with the word boundaries of Unicode it is twenty times as slow.
        let rg = ["rg", "--threads", "1", "--no-unicode", "--count-matches", "-f", patterns()]
        let kingfisher = [
            "kingfisher", "--quiet", "scan", "--jobs", "1", "--no-validate", "--no-update-check",
        ]
        let whole = [
            ("rg with 40 patterns", rg), ("kingfisher", kingfisher),
            ("betterleaks", ["betterleaks", "--log-level", "error", "--jobs", "1"]),
            ("datafog-core", ["python3", script, "datafog-core"]),
        ]
        return whole.map { name, arguments in
            Peer(name: name, arguments: arguments, path: corpus.path, bytes: corpus.bytes.count)
        } + [
            Peer(
                name: "presidio patterns", arguments: ["python3", script, "presidio"], path: slice,
                bytes: part.count)
        ]
    }

    /// A file of the 40 expressions that the floors are measured with.
    private func patterns() -> String {
        let source = BenchmarkReport.resultsFolder + "/../Floors/patterns40.txt"
        let expressions = ((try? String(contentsOfFile: source, encoding: .utf8)) ?? "")
            .split(separator: "\n").map { String($0.drop { $0 != "\t" }.dropFirst()) }
        let list = folder.path("patterns.txt")
        try? (expressions.joined(separator: "\n") + "\n").write(
            toFile: list, atomically: true, encoding: .utf8)
        return list
    }
}
