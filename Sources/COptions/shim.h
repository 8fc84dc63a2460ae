#pragma once
#include <getopt.h>

// Swift 6 refuses C's mutable globals; getopt_long(3) reports through four of them.
static inline const char *options_argument(void) { return optarg; }
static inline int options_index(void) { return optind; }
static inline int options_rejected(void) { return optopt; }
static inline void options_restart(void) { optind = 0; opterr = 0; }
