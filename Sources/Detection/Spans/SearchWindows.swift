/// Where in one text the matches of each test may begin.
struct SearchWindows {
    struct Window {
        var range: ClosedRange<Int>
        /// Whether a keyword may stand near, where the test asks for one.
        var isNamed: Bool
        /// The test's window before this one, or -1.
        fileprivate var previous: Int32
    }

    private var windows: [Window] = []
    /// The last window of each test, or -1.
    private var heads: [Int32] = []
    /// Where each branch's last window ends; windows before needn't be looked for again.
    private var floors: [Int] = []
    private var branches: [Int] = []
    /// Tests with a window, in order of their first one.
    private(set) var tests: [Int] = []

    /// Forgets everything and makes room for so many tests and branches.
    mutating func reset(tests count: Int, branches branchCount: Int) {
        for branch in branches { floors[branch] = 0 }
        for test in tests { heads[test] = -1 }
        branches.removeAll(keepingCapacity: true)
        tests.removeAll(keepingCapacity: true)
        windows.removeAll(keepingCapacity: true)
        if floors.count < branchCount { floors = [Int](repeating: 0, count: branchCount) }
        if heads.count < count { heads = [Int32](repeating: -1, count: count) }
    }

    /// A place before which the branch needn't look: its last window ended there.
    func floor(of branch: Int) -> Int { floors[branch] }

    mutating func add(_ range: ClosedRange<Int>, test: Int, branch: Int, isNamed: Bool) {
        if floors[branch] == 0 { branches.append(branch) }
        floors[branch] = range.upperBound
        let head = heads[test]
        if head < 0 {
            tests.append(test)
        } else {
            let last = windows[Int(head)].range
            // Most anchors follow each other: one window grows.
            if last.lowerBound <= range.lowerBound, range.lowerBound <= last.upperBound + 1 {
                let end = max(last.upperBound, range.upperBound)
                windows[Int(head)].range = last.lowerBound...end
                if isNamed { windows[Int(head)].isNamed = true }
                return
            }
        }
        heads[test] = Int32(windows.count)
        windows.append(Window(range: range, isNamed: isNamed, previous: head))
    }

    /// Writes the test's windows into `result`, in order and joined where they touch.
    ///
    /// A match from one window may reach into the next and take its place: windows within `reach`
    /// of each other are all named when one is.
    func collect(_ test: Int, reach: Int?, into result: inout [Window]) {
        result.removeAll(keepingCapacity: true)
        var index = heads[test]
        while index >= 0 {
            result.append(windows[Int(index)])
            index = windows[Int(index)].previous
        }
        if result.count < 2 { return }
        result.sort { $0.range.lowerBound < $1.range.lowerBound }
        var kept = 0
        for index in 1..<result.count {
            let (last, next) = (result[kept], result[index])
            if next.range.lowerBound <= last.range.upperBound + 1 {
                let end = max(last.range.upperBound, next.range.upperBound)
                result[kept].range = last.range.lowerBound...end
                result[kept].isNamed = last.isNamed || next.isNamed
            } else {
                kept += 1
                result[kept] = next
            }
        }
        result.removeSubrange((kept + 1)...)
        spreadNames(reach, in: &result)
    }

    private func spreadNames(_ reach: Int?, in result: inout [Window]) {
        guard let reach, result.contains(where: \.isNamed) else { return }
        func spread(_ index: Int, _ neighbour: Int) {
            let (low, high) = (min(index, neighbour), max(index, neighbour))
            let gap = result[high].range.lowerBound - result[low].range.upperBound
            if gap <= reach, result[neighbour].isNamed { result[index].isNamed = true }
        }
        for index in result.indices.dropFirst() { spread(index, index - 1) }
        for index in result.indices.dropLast().reversed() { spread(index, index + 1) }
    }
}
