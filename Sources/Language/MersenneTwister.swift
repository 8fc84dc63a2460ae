#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The generator of random numbers MT19937, bit for bit as Python's `random` module uses it.
///
///     var generator = MersenneTwister(seed: 1337)
///     generator.uniform(-1, 1)   // 0.23550571390294128
///     generator.uniform(-1, 1)   // 0.06653114721000164
///
/// Its words are written only when all of them have been drawn, so a copy that is kept to return
/// to costs one copying of 2.5 kB in 312 draws at most.
///
/// Source: M. Matsumoto, T. Nishimura, Mersenne Twister, ACM Transactions on Modeling and Computer
/// Simulation 8 (1998), 3–30; the distributions are those of CPython 3.11, Lib/random.py.
public struct MersenneTwister: Sendable, RandomNumberGenerator {
  private var words: [UInt32]
  /// How many of the words have been drawn.
  private var drawn = MersenneTwister.size
  /// The second of the two numbers that ``gauss(_:_:)`` makes at once, until it is asked for.
  private var waiting: Double?

  private static let size = 624
  private static let shift = 397

  /// The generator that Python has after `random.seed(seed)`; `seed` is a whole number, and its sign
  /// does not matter.
  public init(seed: Double) {
    precondition(seed == seed.rounded() && seed.isFinite, "a seed is a whole number")
    var key: [UInt32] = []
    var rest = seed.magnitude
    repeat {
      key.append(UInt32(rest.truncatingRemainder(dividingBy: 0x1p32)))
      rest = (rest / 0x1p32).rounded(.down)
    } while rest > 0
    self.init(key: key)
  }

  /// A generator that nobody can foretell.
  public init() {
    var system = SystemRandomNumberGenerator()
    self.init(key: (0..<8).map { _ in system.next() })
  }

  /// `init_by_array` of the authors' program.
  private init(key: [UInt32]) {
    let size = MersenneTwister.size
    words = [19_650_218]
    words.reserveCapacity(size)
    for place in 1..<size {
      let last = words[place - 1]
      words.append(1_812_433_253 &* (last ^ (last >> 30)) &+ UInt32(place))
    }
    var place = 1
    var used = 0
    for _ in 0..<max(size, key.count) {
      mix(place, by: 1_664_525, adding: key[used] &+ UInt32(used))
      place = next(place)
      used = used + 1 < key.count ? used + 1 : 0
    }
    for _ in 1..<size {
      mix(place, by: 1_566_083_941, adding: 0 &- UInt32(place))
      place = next(place)
    }
    words[0] = 0x8000_0000
  }

  private mutating func mix(_ place: Int, by factor: UInt32, adding term: UInt32) {
    let last = words[place - 1]
    words[place] = (words[place] ^ ((last ^ (last >> 30)) &* factor)) &+ term
  }

  private mutating func next(_ place: Int) -> Int {
    guard place + 1 == MersenneTwister.size else { return place + 1 }
    words[0] = words[place]
    return 1
  }

  // MARK: Bits

  /// The next 32 bits.
  private mutating func word() -> UInt32 {
    if drawn == MersenneTwister.size { twist() }
    var word = words[drawn]
    drawn += 1
    word ^= word >> 11
    word ^= (word << 7) & 0x9d2c_5680
    word ^= (word << 15) & 0xefc6_0000
    return word ^ (word >> 18)
  }

  /// Makes all words anew.
  private mutating func twist() {
    let size = MersenneTwister.size
    words.withUnsafeMutableBufferPointer { words in
      for place in 0..<size {
        let following = words[place + 1 < size ? place + 1 : 0]
        let mixed = (words[place] & 0x8000_0000) | (following & 0x7fff_ffff)
        let partner = place + MersenneTwister.shift
        words[place] =
          words[partner < size ? partner : partner - size] ^ (mixed >> 1)
          ^ (mixed & 1 == 0 ? 0 : 0x9908_b0df)
      }
    }
    drawn = 0
  }

  /// Python's `getrandbits(count)`, for 1 to 64 bits.
  public mutating func bits(_ count: Int) -> UInt64 {
    precondition(1...64 ~= count, "1 to 64 bits can be drawn at once")
    if count <= 32 { return UInt64(word() >> UInt32(32 - count)) }
    let low = UInt64(word())
    return low | UInt64(word() >> UInt32(64 - count)) << 32
  }

  public mutating func next() -> UInt64 { bits(64) }

  // MARK: Numbers

  /// Python's `random()`: a multiple of 2⁻⁵³, at least 0 and less than 1.
  public mutating func random() -> Double {
    let high = Double(word() >> 5)
    let low = Double(word() >> 6)
    return (high * 67_108_864 + low) * (1 / 9_007_199_254_740_992)
  }

  /// Python's `uniform(low, high)`.
  public mutating func uniform(_ low: Double, _ high: Double) -> Double {
    low + (high - low) * random()
  }

  /// Python's `normalvariate(mean, deviation)`.
  ///
  /// Source: A. J. Kinderman, J. F. Monahan, Computer generation of random variables using the ratio
  /// of uniform deviates, ACM Transactions on Mathematical Software 3 (1977), 257–260.
  public mutating func normal(_ mean: Double, _ deviation: Double) -> Double {
    while true {
      let first = random()
      let second = 1 - random()
      let ratio = MersenneTwister.ratioConstant * (first - 0.5) / second
      if ratio * ratio / 4 <= -log(second) { return mean + ratio * deviation }
    }
  }

  private static let ratioConstant = 4 * exp(-0.5) / 2.0.squareRoot()

  /// Python's `gauss(mean, deviation)`, which makes two numbers at once and keeps the second for
  /// the next call.
  ///
  /// Source: G. E. P. Box, M. E. Muller, A note on the generation of random normal deviates, Annals of
  /// Mathematical Statistics 29 (1958), 610–611.
  public mutating func gauss(_ mean: Double, _ deviation: Double) -> Double {
    if let number = waiting.take() { return mean + number * deviation }
    let angle = random() * (2 * Double.pi)
    let radius = (-2 * log(1 - random())).squareRoot()
    waiting = sin(angle) * radius
    return mean + cos(angle) * radius * deviation
  }

  // MARK: Choices

  /// Python's `_randbelow(bound)`: a whole number from 0 to less than `bound`, which is positive.
  public mutating func below(_ bound: Int) -> Int {
    precondition(bound > 0, "there is no whole number from 0 to less than \(bound)")
    let width = Int.bitWidth - bound.leadingZeroBitCount
    while true {
      let number = bits(width)
      if number < UInt64(bound) { return Int(number) }
    }
  }

  /// Python's `randint(first, last)`: a whole number from `first` to `last`, both of them possible.
  public mutating func integer(_ first: Int, _ last: Int) -> Int {
    first + below(last - first + 1)
  }

  /// Python's `shuffle`.
  public mutating func shuffle<Element>(_ elements: inout [Element]) {
    for place in elements.indices.dropFirst().reversed() {
      elements.swapAt(place, below(place + 1))
    }
  }
}
