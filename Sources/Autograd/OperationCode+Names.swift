// The rest of the table by name. The places are looked up once, so a row can be moved.
extension OperationCode {
  public static let log2 = row("log2")
  public static let log10 = row("log10")
  public static let log1p = row("log1p")
  public static let expm1 = row("expm1")
  public static let sqrt = row("sqrt")
  public static let abs = row("abs")
  public static let sign = row("sign")
  public static let sin = row("sin")
  public static let cos = row("cos")
  public static let tan = row("tan")
  public static let asin = row("asin")
  public static let acos = row("acos")
  public static let atan = row("atan")
  public static let sinh = row("sinh")
  public static let cosh = row("cosh")
  public static let erf = row("erf")
  public static let softplus = row("softplus")
  public static let gelu = row("gelu")
  public static let silu = row("silu")
  public static let atan2 = row("atan2")
  public static let leakyRelu = row("leaky_relu")
  public static let elu = row("elu")
  public static let max = row("max")
  public static let min = row("min")
  public static let less = row("less")
  public static let lessEqual = row("less_equal")
  public static let greater = row("greater")
  public static let greaterEqual = row("greater_equal")
  public static let equal = row("equal")
  public static let notEqual = row("not_equal")

  private static func row(_ name: String) -> OperationCode {
    guard let code = Operation.code(named: name) else {
      preconditionFailure("the table has no operation \(name)")
    }
    return code
  }
}
