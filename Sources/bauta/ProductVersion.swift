/// The version every document we write names as its generator.
enum ProductVersion {
    static let number = "0.1.0"
    static let text = "bauta " + number
}
