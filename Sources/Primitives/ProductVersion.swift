/// The version every document we write names as its generator.
package enum ProductVersion {
    package static let number = "0.1.0"
    package static let text = "bauta " + number
}
