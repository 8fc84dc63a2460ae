#pragma once
// The yardstick as a shared library, so that whatever is measured has it in its own process and can
// take turns with it. A workload is a number from 1 to 6.

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { yardstick_rebuild = 0, yardstick_replay = 1 };

/// The compiler that it was built by.
const char *yardstick_compiler(void);

/// The values that the inputs of a workload have at first; the first nodes are those.
long yardstick_input_count(int workload);
void yardstick_inputs(int workload, double *values);
/// The hundred labels of W3, 1 or -1.
void yardstick_labels(double *labels);

/// Builds the graph with the initial values of its inputs.
void yardstick_reset(int workload);
/// Runs forward and backward so many times and returns the processor's seconds it took; the
/// graph is built for each anew or once. In W2 a step of descent follows each.
double yardstick_seconds(int workload, int mode, long repetitions);

/// What the last of those left: the value of the root, the gradients of the inputs, and in W2 the
/// parameters after its step.
double yardstick_value(int workload);
void yardstick_gradients(int workload, double *gradients);
void yardstick_parameters(double *parameters);

/// The whole graph: counts, and arrays of one element a node. `operations` has the numbers of
/// `Operation` in interpreter.hpp.
long yardstick_node_count(int workload);
long yardstick_operation_count(int workload);
void yardstick_nodes(
  int workload, uint8_t *operations, uint32_t *left, uint32_t *right, double *values,
  double *gradients);

#ifdef __cplusplus
}
#endif
