/// FF1 of radix 10 over runs of ASCII digits, many of one length at a time, in place.
///
/// Six digits are the least Rev. 1 allows. Up to 38 digits take the batched path, 20 M values a
/// second and core; longer runs take the general form one by one.
package struct FF1Digits: Sendable {
    package static let leastDigitCount = 6
    private static let mostBatchedCount = 38

    private let cipher: BlockCipher
    private let general: FF1
    /// The batched form of every length from 6 to 38 digits.
    private let halves: [FF1Halves]

    package init(key: SubKey) {
        self.init(cipher: BlockCipher(key: key))
    }

    package init(cipher: BlockCipher) {
        self.cipher = cipher
        guard let general = try? FF1(cipher: cipher, radix: 10) else {
            preconditionFailure("FF1 takes radix 10")
        }
        self.general = general
        halves = (Self.leastDigitCount...Self.mostBatchedCount).compactMap {
            FF1Halves(cipher: cipher, radix: 10, numeralCount: $0)
        }
    }

    /// Encrypts or decrypts the `digitCount` ASCII digits that begin at every one of `starts`.
    ///
    /// All bytes of the runs must be digits and the runs must not overlap. `digitCount` is at least
    /// 6; the time is 50 to 80 ns a value up to 18 digits.
    package func transform(
        _ bytes: inout MutableSpan<UInt8>, starts: Span<UInt32>, digitCount: Int,
        direction: CipherDirection
    ) {
        precondition(digitCount >= Self.leastDigitCount, "too few digits for FF1")
        for index in starts.indices {
            precondition(Int(starts[index]) + digitCount <= bytes.count, "a run leaves the bytes")
        }
        // Why: the batched path loads whole words, which reach up to 7 bytes before a run.
        let isBatched = digitCount <= Self.mostBatchedCount
        var slow: [Int] = []
        for index in starts.indices where !isBatched || starts[index] < 7 {
            slow.append(Int(starts[index]))
        }
        for start in slow { transformOne(&bytes, start, digitCount, direction) }
        guard isBatched, slow.count < starts.count else { return }
        unsafe bytes.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            unsafe starts.withUnsafeBufferPointer {
                unsafe transformBatched(base, $0, digitCount, direction)
            }
        }
    }

    private func transformBatched(
        _ base: UnsafeMutablePointer<UInt8>, _ starts: UnsafeBufferPointer<UInt32>,
        _ digitCount: Int, _ direction: CipherDirection
    ) {
        let halves = self.halves[digitCount - Self.leastDigitCount]
        let size = min(FF1Halves.batchSize, starts.count)
        cipher.withLane { lane in
            unsafe withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 4 * size) { words in
                guard let left = words.baseAddress else { return }
                for first in stride(from: 0, to: starts.count, by: size) {
                    let batch = unsafe UnsafeBufferPointer(
                        rebasing: starts[first..<min(first + size, starts.count)])
                    unsafe Self.run(
                        halves, base, batch, left, stride: size, digitCount, direction, lane)
                }
            }
        }
    }

    /// One batch: digits to halves, ten rounds, halves to digits.
    private static func run(
        _ halves: FF1Halves, _ base: UnsafeMutablePointer<UInt8>,
        _ starts: UnsafeBufferPointer<UInt32>, _ left: UnsafeMutablePointer<UInt64>, stride: Int,
        _ digitCount: Int, _ direction: CipherDirection, _ lane: borrowing CipherLane
    ) {
        let leftCount = digitCount / 2
        let rightCount = digitCount - leftCount
        let right = unsafe left + stride
        var count = 0
        for index in 0..<starts.count where unsafe starts[index] >= 7 {
            let start = unsafe base + Int(starts[index])
            unsafe left[count] = DecimalWords.read(start, count: leftCount)
            unsafe right[count] = DecimalWords.read(start + leftCount, count: rightCount)
            count &+= 1
        }
        unsafe halves.transform(
            left: left, right: right, blocks: right + stride, count: count, direction: direction,
            lane: lane)
        count = 0
        for index in 0..<starts.count where unsafe starts[index] >= 7 {
            let start = unsafe base + Int(starts[index])
            unsafe DecimalWords.write(left[count], to: start, count: leftCount)
            unsafe DecimalWords.write(right[count], to: start + leftCount, count: rightCount)
            count &+= 1
        }
    }

    private func transformOne(
        _ bytes: inout MutableSpan<UInt8>, _ start: Int, _ digitCount: Int,
        _ direction: CipherDirection
    ) {
        let numerals = (0..<digitCount).map { UInt32(bytes[start + $0]) &- 48 }
        let result =
            switch direction {
            case .encrypt: try? general.encrypt(numerals)
            case .decrypt: try? general.decrypt(numerals)
            }
        guard let result else { preconditionFailure("a run holds another byte than digits") }
        for index in result.indices { bytes[start + index] = UInt8(result[index] + 48) }
    }
}
