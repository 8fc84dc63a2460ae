// Stan Math, from the headers in the wheel of httpstan: a tape of objects with virtual functions in an
// arena. It builds anew each time; it has no replay.

#include <stan/math/rev/core.hpp>
#include <stan/math/rev/fun/tanh.hpp>
#include <stan/math/version.hpp>

#include "peer.hpp"

using Scalar = stan::math::var;

struct Relu {
  static Scalar apply(const Scalar &x) { return x.val() > 0 ? x : Scalar(0.0); }
};

int main(int, char **arguments) {
  const std::string purpose = arguments[1];
  const int workload = std::atoi(arguments[2]);
  const std::string name =
    "Stan Math " + stan::math::MAJOR_VERSION + "." + stan::math::MINOR_VERSION;
  std::vector<Scalar> in;
  auto compute = [&](const std::vector<double> &inputs, peer::Result &result) {
    in.assign(inputs.begin(), inputs.end());
    peer::Operators<Scalar, Relu> builder;
    const Scalar root = workloads::build(workload, builder, in.data());
    stan::math::grad(root.vi_);
    result.value = root.val();
    if (result.wantsGradients) {
      result.gradients.resize(in.size());
      for (std::size_t i = 0; i < in.size(); i++) result.gradients[i] = in[i].adj();
    }
    stan::math::recover_memory();
  };
  if (purpose == "memory")
    peer::measureMemory(name.c_str(), workload, peer::operations(workload), compute);
  else
    peer::measure(name.c_str(), workload, yardstick_rebuild, std::atoi(arguments[3]), compute);
}
