#pragma once
// The yardstick: what a C++ programmer would write on an afternoon for a graph of scalars that is to be
// fast. A structure of arrays, one loop forward, one loop backward; no tricks.
//
//     node        0     1     2     3      4
//     operation   leaf  leaf  mul   leaf   add
//     left        -     -     0     -      2
//     right       -     -     1     -      3
//     value       ...                            8 bytes each
//     gradient    ...                            8 bytes each

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <cstring>

namespace yardstick {

using Node = std::uint32_t;

/// The order is part of the C interface.
enum class Operation : std::uint8_t {
  leaf, add, subtract, multiply, divide, negate, square, tanh, relu, exp, log
};

class Interpreter {
 public:
  Operation *operation = nullptr;
  Node *left = nullptr;
  Node *right = nullptr;
  double *value = nullptr;
  double *gradient = nullptr;
  Node count = 0;

  Interpreter() = default;
  Interpreter(const Interpreter &) = delete;
  Interpreter &operator=(const Interpreter &) = delete;
  ~Interpreter() {
    std::free(operation);
    std::free(left);
    std::free(right);
    std::free(value);
    std::free(gradient);
  }

  /// Forgets the nodes and keeps their memory.
  void clear() { count = 0; }

  Node leaf(double x) { return append(Operation::leaf, 0, 0, x); }
  Node add(Node x, Node y) { return append(Operation::add, x, y, value[x] + value[y]); }
  Node subtract(Node x, Node y) { return append(Operation::subtract, x, y, value[x] - value[y]); }
  Node multiply(Node x, Node y) { return append(Operation::multiply, x, y, value[x] * value[y]); }
  Node square(Node x) { return append(Operation::square, x, x, value[x] * value[x]); }
  Node tanh(Node x) { return append(Operation::tanh, x, x, std::tanh(value[x])); }
  Node relu(Node x) { return append(Operation::relu, x, x, value[x] > 0 ? value[x] : 0.0); }

  /// Computes every value anew.
  __attribute__((noinline)) void forward() {
    for (Node node = 0; node < count; node++) {
      const Node x = left[node], y = right[node];
      switch (operation[node]) {
        case Operation::leaf: break;
        case Operation::add: value[node] = value[x] + value[y]; break;
        case Operation::subtract: value[node] = value[x] - value[y]; break;
        case Operation::multiply: value[node] = value[x] * value[y]; break;
        case Operation::divide: value[node] = value[x] / value[y]; break;
        case Operation::negate: value[node] = -value[x]; break;
        case Operation::square: value[node] = value[x] * value[x]; break;
        case Operation::tanh: value[node] = std::tanh(value[x]); break;
        case Operation::relu: value[node] = value[x] > 0 ? value[x] : 0.0; break;
        case Operation::exp: value[node] = std::exp(value[x]); break;
        case Operation::log: value[node] = std::log(value[x]); break;
      }
    }
  }

  /// Computes the gradient of `root` by every node.
  __attribute__((noinline)) void backward(Node root) {
    std::memset(gradient, 0, sizeof(double) * count);
    gradient[root] = 1.0;
    for (Node node = root + 1; node-- > 0;) {
      const Node x = left[node], y = right[node];
      const double upstream = gradient[node];
      switch (operation[node]) {
        case Operation::leaf: break;
        case Operation::add: gradient[x] += upstream; gradient[y] += upstream; break;
        case Operation::subtract: gradient[x] += upstream; gradient[y] -= upstream; break;
        case Operation::multiply:
          gradient[x] += upstream * value[y];
          gradient[y] += upstream * value[x];
          break;
        case Operation::divide:
          gradient[x] += upstream / value[y];
          gradient[y] -= upstream * value[node] / value[y];
          break;
        case Operation::negate: gradient[x] -= upstream; break;
        case Operation::square: gradient[x] += 2.0 * value[x] * upstream; break;
        case Operation::tanh: gradient[x] += (1.0 - value[node] * value[node]) * upstream; break;
        case Operation::relu: gradient[x] += value[node] > 0 ? upstream : 0.0; break;
        case Operation::exp: gradient[x] += value[node] * upstream; break;
        case Operation::log: gradient[x] += upstream / value[x]; break;
      }
    }
  }

 private:
  Node capacity = 0;

  Node append(Operation code, Node x, Node y, double result) {
    if (__builtin_expect(count == capacity, 0)) grow();
    const Node node = count++;
    operation[node] = code;
    left[node] = x;
    right[node] = y;
    value[node] = result;
    return node;
  }

  void grow() {
    capacity = capacity ? 2 * capacity : 64;
    resize(operation);
    resize(left);
    resize(right);
    resize(value);
    resize(gradient);
  }

  template <class Element> void resize(Element *&elements) {
    elements = static_cast<Element *>(std::realloc(elements, sizeof(Element) * capacity));
  }
};

}  // namespace yardstick
