internal import CAnchors

/// Says where in a text one of many literals may stand; read-only once filled, shared by workers.
///
/// Bit 5 of a byte isn't looked at, so that the case of letters doesn't matter, and only every
/// second place of a text is: a literal goes by its first four bytes and by the four behind the
/// first one.
package struct KeyFilter: Sendable {
    /// Bytes of a key.
    package static let keyLength = Int(ANCHORS_KEY_LENGTH)
    /// Bytes of the shortest literal.
    package static let shortestLiteral = keyLength + 1
    /// Keys fall into so many buckets.
    package static let bucketCount = Int(ANCHORS_KEY_BUCKETS)
    private static let placeCapacity = 256

    private var bits = [UInt64](repeating: 0, count: Int(ANCHORS_KEY_BITS) / 64)
    /// For each bucket, which of 32 kinds the byte behind a key may be, and the byte behind that.
    private var behind = [UInt32](repeating: 0, count: bucketCount * Int(ANCHORS_KEY_BEHIND))
    private var isEmpty = true

    package init() {}

    /// Adds the first bytes of `key`, which has enough of them; where it has more, the next ones
    /// must follow.
    package mutating func insert(_ key: ArraySlice<UInt8>) {
        let hash = unsafe key.withUnsafeBufferPointer { bytes in
            precondition(bytes.count >= Self.keyLength)
            // SAFETY: four bytes are read.
            return unsafe anchors_key_hash(bytes.baseAddress)
        }
        bits[Int(hash / 64)] |= 1 << UInt64(hash % 64)
        isEmpty = false
        let (rest, bucket) = (Array(key.dropFirst(Self.keyLength)), Int(hash) / Self.bucketSize)
        for place in 0..<Int(ANCHORS_KEY_BEHIND) {
            behind[bucket * Int(ANCHORS_KEY_BEHIND) + place] |=
                place < rest.count ? 1 << UInt32(rest[place] & 31) : .max
        }
    }

    private static let bucketSize = Int(ANCHORS_KEY_BITS) / bucketCount

    /// The bucket of the key at a place.
    package static func bucket(of text: Span<UInt8>, at place: Int) -> Int {
        let key = text.extracting(place..<place + keyLength)
        // SAFETY: four bytes are read.
        let hash = unsafe key.withUnsafeBufferPointer { unsafe anchors_key_hash($0.baseAddress) }
        return Int(hash) / bucketSize
    }

    /// Calls `body` with every place looked at where a key stands, and with a few others.
    package func forEachPlace(in text: Span<UInt8>, _ body: (Int) -> Void) {
        if isEmpty { return }
        var places = [UInt32](repeating: 0, count: Self.placeCapacity)
        var position = 0
        while position + Self.keyLength <= text.count {
            let found = find(in: text, &position, &places)
            for index in 0..<found { body(Int(places[index])) }
        }
    }

    private func find(
        in text: Span<UInt8>, _ position: inout Int, _ places: inout [UInt32]
    ) -> Int {
        unsafe text.withUnsafeBufferPointer { bytes in
            unsafe bits.withUnsafeBufferPointer { bits in
                unsafe behind.withUnsafeBufferPointer { behind in
                    unsafe places.withUnsafeMutableBufferPointer { places in
                        // SAFETY: the filter has ANCHORS_KEY_BITS bits, `behind` two words a
                        // bucket, `places` its count.
                        unsafe anchors_find_keys(
                            bits.baseAddress, behind.baseAddress, bytes.baseAddress, bytes.count,
                            &position, places.baseAddress, places.count)
                    }
                }
            }
        }
    }
}
