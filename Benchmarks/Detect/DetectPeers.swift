import FoundationEssentials

/// Programs of others on the same file in the same run, by the processor time of one thread.
struct DetectPeers {
    private let corpus: DetectCorpus
    private let folder: Workspace

    init(_ corpus: DetectCorpus, _ folder: Workspace) {
        (self.corpus, self.folder) = (corpus, folder)
    }

    /// Prints a rate for each that is installed, and names the others.
    func run() {
        for peer in commands() {
            // Why: 0 is nothing found and 1 or 200 something; 127 and above is no run.
            guard let run = try? MeasuredProcess(peer.arguments),
                run.status != 127, run.status != 2
            else {
                print("\(corpus.name): \(peer.name) isn't installed")
                continue
            }
            let rate = Double(peer.bytes) / run.processorSeconds / 1e6
            print("\(corpus.name): \(peer.name) \(decimal(rate, 2)) MB/s of processor time")
        }
    }

    private func commands() -> [(name: String, arguments: [String], bytes: Int)] {
        let count = corpus.bytes.count
        let script = BenchmarkReport.resultsFolder + "/../peers/detect.py"
        // Python alone takes too long for the whole file.
        let slice = folder.path("slice.txt")
        let part: [UInt8] = Array(corpus.lines.prefix(200).joined(separator: [10]))
        try? Data(part).write(to: URL(filePath: slice))
        return [
            (
                "rg with 40 patterns",
                ["rg", "--threads", "1", "--count-matches", "-f", patterns(), corpus.path], count
            ),
            (
                "kingfisher",
                [
                    "kingfisher", "scan", "--jobs", "1", "--no-validate", "--no-update-check",
                    corpus.path,
                ], count
            ),
            ("betterleaks", ["betterleaks", corpus.path], count),
            ("datafog-core", ["python3", script, "datafog-core", corpus.path], count),
            ("presidio patterns", ["python3", script, "presidio", slice], part.count),
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
