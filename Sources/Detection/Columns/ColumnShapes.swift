/// The shapes a sample showed, as the catalog lists them.
enum ColumnShapes {
    /// More different shapes than this are free text.
    private static let limit = 64

    static func listed(_ statistics: ColumnStatistics) -> [String]? {
        guard statistics.shapes.count <= limit, statistics.distinct.otherRows == 0 else {
            return nil
        }
        return statistics.shapes.map(\.text).sorted()
    }
}
