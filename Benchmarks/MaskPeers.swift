import Cryptography
import FoundationEssentials

/// Other masking tools, one value at a time, run by `Benchmarks/peers/masking.py`.
enum MaskPeers {
    /// What FF1 peers encrypt, under the key 00 01 … 1f and no tweak, to be compared with ours.
    private static let plain = "0123456789012345"

    /// Rows for what could be installed and run; the script names the rest on stderr. A peer whose
    /// FF1 gives another answer than ours is named.
    static func measure() throws -> [Measurement] {
        let folder = try Workspace()
        defer { folder.remove() }
        let script =
            #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast()
            .joined(separator: "/") + "/peers/masking.py"
        let process = try MeasuredProcess(
            ["python3", script], output: folder.path("peers.tsv"))
        guard process.status == 0 else {
            print("no peers: \(script) failed with status \(process.status)")
            return []
        }
        let own = try ownAnswer()
        let lines = try String(contentsOfFile: folder.path("peers.tsv"), encoding: .utf8)
        return lines.split(separator: "\n").compactMap { row(String($0), own) }
    }

    private static func row(_ line: String, _ own: String) -> Measurement? {
        let fields = line.split(separator: "\t").map(String.init)
        guard fields.count == 4, let values = Int(fields[1]), let seconds = Double(fields[2]) else {
            return nil
        }
        if fields[3] != "-" {
            let isSame = fields[3] == own
            print("\(fields[0]): \(isSame ? "our answer" : "ANOTHER answer than ours")")
        }
        return Measurement(name: fields[0], operations: values, bytes: 0, seconds: [seconds])
    }

    private static func ownAnswer() throws -> String {
        let form = FF1Digits(key: try SubKey(bytes: (0..<32).map { $0 }))
        var bytes = Array(("        " + plain).utf8)
        let starts: [UInt32] = [8]
        var span = bytes.mutableSpan
        form.transform(&span, starts: starts.span, digitCount: 16, direction: .encrypt)
        return String(decoding: bytes.dropFirst(8), as: UTF8.self)
    }
}
