extension Operation {
  /// What a gate does to a gradient on its way back, as lectures put it in a word.
  ///
  ///     Operation.table[Int(OperationCode.mul.rawValue)].pattern?.phrase   // multiply swaps
  public struct Pattern: Sendable {
    /// Gate and verb: `add distributes`, `multiply swaps`, `max routes`.
    public let phrase: String
    /// The same in a sentence without its full stop.
    public let meaning: String
    /// What has to be said where the local derivative by an operand is 0, one for each operand; the
    /// last stands for those after it. Empty where none ever is.
    public let zeros: [String]

    public init(_ phrase: String, _ meaning: String, zeros: [String] = []) {
      self.phrase = phrase
      self.meaning = meaning
      self.zeros = zeros
    }
  }

  /// Why the local derivative by an operand is 0, in words: `the other factor is 0`.
  public func reasonForZero(at position: Int) -> String {
    let zeros = pattern?.zeros ?? []
    return position < zeros.count ? zeros[position] : zeros.last ?? "`\(name)` is flat there"
  }
}
