extension Scene {
  /// The scene of a subject, folded as the options say.
  ///
  /// Takes time in proportion to the graph; what is written out are only the boxes and wires of the
  /// picture.
  public init(of subject: Subject, options: DrawingOptions = .init()) throws(TooLarge) {
    self.init(try Composition(of: subject, options: options))
  }

  init(_ composition: Composition) {
    let builder = composition.builder
    title = builder.options.title
    show = builder.options.show
    nodeCount = composition.nodeCount
    isFoldedByItself = composition.isFoldedByItself
    if builder.largest > 0 { largestGradient = builder.options.numbers.text(builder.largest) }
    boxes = composition.boxes
    gates = composition.gates
    wires = composition.wires(in: self)
  }
}
