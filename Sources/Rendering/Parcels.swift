/// Several texts or files in one stream: each with its length before it.
///
///     Parcels.packed([Array("ab".utf8), []])   // "2\nab0\n"
enum Parcels {
  static func packed(_ parcels: [[UInt8]]) -> [UInt8] {
    parcels.reduce(into: []) { stream, parcel in
      stream += "\(parcel.count)\n".utf8
      stream += parcel
    }
  }

  /// The parcels of a stream, or `nil` where it is cut short or was never packed.
  static func unpacked(_ stream: [UInt8]) -> [[UInt8]]? {
    var rest = stream[...]
    var parcels: [[UInt8]] = []
    while !rest.isEmpty {
      guard let end = rest.firstIndex(of: UInt8(ascii: "\n")),
        let length = Int(String(decoding: rest[..<end], as: UTF8.self)), length >= 0,
        rest.endIndex - end - 1 >= length
      else { return nil }
      parcels.append(Array(rest[(end + 1)..<(end + 1 + length)]))
      rest = rest[(end + 1 + length)...]
    }
    return parcels
  }
}
