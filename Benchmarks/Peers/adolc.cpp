// ADOL-C, from Debian: a tape of operations in arrays, recorded once and replayed, or recorded anew.

#include <adolc/adolc.h>

#include "peer.hpp"

#ifndef ADOLC_VERSION
#define ADOLC_VERSION ""  // The headers do not tell it.
#endif
static const char *const name = "ADOL-C " ADOLC_VERSION;

/// A choice that is part of the tape, so that it may be made otherwise in a replay.
struct Relu {
  static adouble apply(const adouble &x) {
    adouble result;
    condassign(result, x, x, adouble(0.0));
    return result;
  }
};

/// Records a workload; `keep` is 1 where the reverse pass follows without a forward one.
static double record(int workload, const std::vector<double> &inputs, int keep) {
  // Buffers that hold the whole tape, or it would be written to files.
  const unsigned size = workload >= 4 && workload <= 5 ? 40000000u : 2000000u;
  double value;
  trace_on(1, keep, size, size, size, size, 1);
  {
    std::vector<adouble> in(inputs.size());
    for (std::size_t i = 0; i < inputs.size(); i++) in[i] <<= inputs[i];
    peer::Operators<adouble, Relu> builder;
    adouble root = workloads::build(workload, builder, in.data());
    root >>= value;
  }
  trace_off();
  return value;
}

static void reverse(std::vector<double> &gradients, std::size_t count) {
  double seed = 1;
  gradients.resize(count);
  fos_reverse(1, 1, count, &seed, gradients.data());
}

int main(int, char **arguments) {
  const std::string purpose = arguments[1];
  const int workload = std::atoi(arguments[2]);
  auto rebuild = [&](const std::vector<double> &inputs, peer::Result &result) {
    result.value = record(workload, inputs, 1);
    reverse(result.gradients, inputs.size());
  };
  if (purpose == "memory") {
    peer::measureMemory(name, workload, peer::operations(workload), rebuild);
    return 0;
  }
  const int pairs = std::atoi(arguments[3]);
  peer::measure(name, workload, yardstick_rebuild, pairs, rebuild);
  record(workload, workloads::initialInputs(workload), 0);
  peer::measure(
    name, workload, yardstick_replay, pairs,
    [&](const std::vector<double> &inputs, peer::Result &result) {
      zos_forward(1, 1, inputs.size(), 1, inputs.data(), &result.value);
      reverse(result.gradients, inputs.size());
    });
}
