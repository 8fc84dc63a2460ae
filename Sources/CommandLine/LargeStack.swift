import Glibc

/// Runs code on a thread whose stack holds the deepest recursion that the language allows.
///
/// The parser and the evaluator bound their recursion; a thread's usual stack is less than that
/// bound. Memory is taken only as far as it is used.
public enum LargeStack {
  static let bytes = 1 << 29

  public static func run<Result>(_ body: () -> Result) -> Result {
    var result: Result?
    withoutActuallyEscaping(body) { body in
      let box = Box { result = body() }
      var attributes = pthread_attr_t()
      pthread_attr_init(&attributes)
      defer { pthread_attr_destroy(&attributes) }
      var thread = pthread_t()
      let started =
        pthread_attr_setstacksize(&attributes, bytes) == 0
        && pthread_create(
          &thread, &attributes,
          { pointer in
            Unmanaged<Box>.fromOpaque(pointer!).takeUnretainedValue().body()
            return nil
          }, Unmanaged.passUnretained(box).toOpaque()) == 0
      if started { pthread_join(thread, nil) } else { box.body() }
    }
    return result!
  }

  private final class Box {
    let body: () -> Void
    init(_ body: @escaping () -> Void) { self.body = body }
  }
}
