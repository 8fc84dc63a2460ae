#pragma once
// What the peers in C++ have in common: a peer computes the value and the gradients of a workload, and
// is held to the yardstick's before it takes turns with it.
//
//     PEER time WORKLOAD PAIRS      lines of JSON, one a measurement
//     PEER memory WORKLOAD          the memory that one pass takes, in a process of its own

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

#include "../Yardstick/workloads.hpp"
#include "../Yardstick/yardstick.h"

namespace peer {

/// What a peer computes of a workload.
struct Result {
  double value = 0;
  std::vector<double> gradients;
  /// Whether the gradients have to be copied here; where they are only left in the library's own
  /// memory, as the yardstick leaves them in its, no copy is timed.
  bool wantsGradients = true;
};

/// Writes a workload in the operators of a library whose type is `Scalar`. `Relu` has a function
/// `apply`.
template <class Scalar, class Relu>
struct Operators {
  using Number = Scalar;
  using Constant = double;

  Constant constant(double x) { return x; }
  Scalar add(const Scalar &x, const Scalar &y) { return x + y; }
  Scalar subtract(const Scalar &x, const Scalar &y) { return x - y; }
  Scalar multiply(const Scalar &x, const Scalar &y) { return x * y; }
  template <class Input>
  void accumulate(Scalar &sum, const Scalar &weight, const Input &x) { sum += weight * x; }
  Scalar addNumber(const Scalar &x, double c) { return x + c; }
  Scalar subtractNumber(const Scalar &x, double c) { return x - c; }
  Scalar multiplyByNumber(const Scalar &x, double c) { return x * c; }
  Scalar square(const Scalar &x) { return x * x; }
  Scalar tanh(const Scalar &x) { using std::tanh; return tanh(x); }
  Scalar relu(const Scalar &x) { return Relu::apply(x); }
};

/// Seconds of the processor's.
inline double now() {
  timespec time;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return time.tv_sec + 1e-9 * time.tv_nsec;
}

inline double quantile(std::vector<double> numbers, double part) {
  std::sort(numbers.begin(), numbers.end());
  return numbers[static_cast<std::size_t>(part * (numbers.size() - 1) + 0.5)];
}

/// |a - b| by the larger of |b| and 1; infinite where one of them is no number.
inline double difference(double a, double b) {
  if (a == b) return 0;
  const double distance = std::fabs(a - b) / std::max(1.0, std::fabs(b));
  return std::isnan(distance) ? INFINITY : distance;
}

inline double difference(const std::vector<double> &a, const std::vector<double> &b) {
  double largest = a.size() == b.size() ? 0 : INFINITY;
  for (std::size_t i = 0; i < a.size() && i < b.size(); i++)
    largest = std::max(largest, difference(a[i], b[i]));
  return largest;
}

/// The largest difference that counts as the same: sums are formed in other orders.
constexpr double tolerance = 1e-10;

inline void descend(std::vector<double> &parameters, const std::vector<double> &gradients) {
  for (std::size_t i = 0; i < parameters.size(); i++)
    parameters[i] -= workloads::rate * gradients[i];
}

/// Holds `compute` to the yardstick. In W2 also the parameters after twenty steps.
template <class Compute>
double verify(int workload, Compute &compute) {
  std::vector<double> inputs = workloads::initialInputs(workload);
  Result result;
  yardstick_reset(workload);
  yardstick_seconds(workload, yardstick_replay, 1);
  std::vector<double> expected(inputs.size());
  yardstick_gradients(workload, expected.data());
  compute(inputs, result);
  double error = std::max(
    difference(result.value, yardstick_value(workload)), difference(result.gradients, expected));
  if (workload == 2) {
    for (int step = 0; step < 20; step++) {
      compute(inputs, result);
      descend(inputs, result.gradients);
    }
    yardstick_reset(workload);
    yardstick_seconds(workload, yardstick_rebuild, 20);
    yardstick_parameters(expected.data());
    error = std::max(error, difference(inputs, expected));
  }
  return error;
}

/// Times `compute`, which sets a `Result` for the inputs it is given, in turns with the yardstick.
template <class Compute>
void measure(const char *name, int workload, int mode, int pairs, Compute compute) {
  const char *modeName = mode == yardstick_rebuild ? "rebuild" : "replay";
  const double error = verify(workload, compute);
  if (error > tolerance) {
    std::printf(
      "{\"kind\": \"wrong\", \"who\": \"%s\", \"workload\": %d, \"mode\": \"%s\", \"error\": %g}\n",
      name, workload, modeName, error);
    std::exit(3);
  }
  std::vector<double> inputs = workloads::initialInputs(workload);
  Result result;
  result.wantsGradients = workload == 2;
  auto own = [&](long repetitions) {
    const double start = now();
    for (long repetition = 0; repetition < repetitions; repetition++) {
      compute(inputs, result);
      if (workload == 2) descend(inputs, result.gradients);
    }
    return now() - start;
  };
  yardstick_reset(workload);
  auto yardstick = [&](long repetitions) {
    return yardstick_seconds(workload, mode, repetitions);
  };
  // As many repetitions as take a hundredth of a second.
  auto enough = [](auto &run) {
    long repetitions = 1;
    for (double seconds; (seconds = run(repetitions)) < 0.01;)
      repetitions = std::max(2.0 * repetitions, repetitions * 0.012 / std::max(seconds, 1e-7));
    return repetitions;
  };
  const long ownRepetitions = enough(own), yardstickRepetitions = enough(yardstick);
  std::vector<double> ratios, times, yardstickTimes;
  for (int pair = 0; pair < pairs; pair++) {
    const double before = yardstick(yardstickRepetitions);
    const double seconds = own(ownRepetitions) / ownRepetitions;
    const double after = yardstick(yardstickRepetitions);
    const double reference = (before + after) / 2 / yardstickRepetitions;
    times.push_back(seconds);
    yardstickTimes.push_back(reference);
    ratios.push_back(seconds / reference);
  }
  std::printf(
    "{\"kind\": \"time\", \"who\": \"%s\", \"workload\": %d, \"mode\": \"%s\", \"ratio\": %.4g, "
    "\"low\": %.4g, \"high\": %.4g, \"seconds\": %.4g, \"yardstick\": %.4g, \"pairs\": %d, "
    "\"error\": %.2g}\n",
    name, workload, modeName, quantile(ratios, 0.5), quantile(ratios, 0.25),
    quantile(ratios, 0.75), quantile(times, 0.5), quantile(yardstickTimes, 0.5), pairs, error);
  std::fflush(stdout);
}

/// The memory that the process holds now, in bytes.
inline double held() {
  long all = 0, resident = 0;
  FILE *file = std::fopen("/proc/self/statm", "r");
  if (!file || std::fscanf(file, "%ld %ld", &all, &resident) != 2) std::exit(1);
  std::fclose(file);
  return static_cast<double>(resident) * sysconf(_SC_PAGESIZE);
}

/// How far the process's peak rises above what it holds, while `compute` runs once.
template <class Compute>
void measureMemory(const char *name, int workload, long operations, Compute compute) {
  std::vector<double> inputs = workloads::initialInputs(workload);
  Result result;
  result.wantsGradients = false;
  const double before = held();
  compute(inputs, result);
  rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  std::printf(
    "{\"kind\": \"memory\", \"who\": \"%s\", \"workload\": %d, \"bytes\": %.4g}\n", name, workload,
    (usage.ru_maxrss * 1024.0 - before) / operations);
}

/// Operations of W4 and W5, whose memory is measured.
inline long operations(int workload) {
  return workload == 4 ? 3 * workloads::links : 2 * workloads::products - 1;
}

}  // namespace peer
